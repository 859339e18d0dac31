// The honest chain by a key that signed until one second before iat.

import { certificate } from "../chain.ts";
import { RETIRED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_RETIRED", "key-state", {
  title: "A key signs nothing dated after its last second of signing",
  spec: "6.10",
  why: "An old key that should have been destroyed must not go on issuing.",
  bugClass: "boundary",
  certificate: certificate({ key: RETIRED_KEY }),
});
