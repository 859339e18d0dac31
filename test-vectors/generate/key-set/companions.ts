// The honest chain with a trust bundle that names two companions.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A trust bundle may name companions, and they change nothing",
  spec: "4.3",
  why: "They are for a later version: a verifier of this one neither refuses the bundle nor looks for the documents.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_MALFORMED"],
  trust: signedBundle({ ...SMALL_BUNDLE, companions: [companionOf(0), companionOf(0, "issued-set")] }),
  certificate: certificate(),
});
