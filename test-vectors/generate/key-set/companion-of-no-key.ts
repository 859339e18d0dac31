// The honest chain with a trust bundle that names a companion of a key that it does not hold.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A companion may be about a key that is not in the trust bundle",
  spec: "4.3",
  why: "A key that has left the bundle may still have documents; no rule ties the two lists together.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, companions: [companionOf(STRANGER_KEY.kid)] }),
  certificate: certificate(),
});
