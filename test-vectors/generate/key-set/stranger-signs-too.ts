// A trust bundle with the needed signature and one of a key that is no root of it.

import { certificate } from "../chain.ts";
import { ROOT_KEYS, STRANGER_ROOT_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A root signature that counts for nothing does no harm",
  spec: "4.3",
  why: "While roots are changed, a bundle carries signatures of old and new ones; each verifier counts those it knows.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_SIGNATURE_INVALID"],
  trust: signedBundle(SMALL_BUNDLE, [STRANGER_ROOT_KEY, ROOT_KEYS[0]]),
  certificate: certificate(),
});
