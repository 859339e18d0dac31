// The honest chain with a trust bundle in its last second.

import { certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle says yes until the second before its expiry",
  spec: "6.10",
  why: "Expiry is the first second on which it does not.",
  bugClass: "boundary",
  nearMiss: ["KEYSET_STALE"],
  trust: signedBundle({ ...SMALL_BUNDLE, expires: NOW + 1 }),
  certificate: certificate(),
});
