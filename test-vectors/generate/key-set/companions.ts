// The honest chain with a trust bundle that names two companions of a key that signs nothing here.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const keys = [...SMALL_BUNDLE.keys, trusted(SPECIMEN_KEY)];

export const vector: Vector = accepted({
  title: "Companions of one key change nothing for the certificates of another",
  spec: "4.3",
  why: "A list that is asked for and missing must not stop certificates that it is not about.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_MALFORMED", "STATUSLIST_BEHIND"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys, companions: [companionOf(1), companionOf(1, "issued-set")] }),
  certificate: certificate(),
});
