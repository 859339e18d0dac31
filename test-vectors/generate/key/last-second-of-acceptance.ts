// The honest chain by the same key, looked at on its last second of acceptance.

import { certificate } from "../chain.ts";
import { WITHDRAWN_KEY } from "../test-keys.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "On its last second of acceptance a key still counts",
  spec: "6.10",
  why: "Until is inclusive.",
  bugClass: "boundary",
  nearMiss: ["KEY_RETIRED"],
  now: NOW - 1,
  certificate: certificate({ key: WITHDRAWN_KEY }),
});
