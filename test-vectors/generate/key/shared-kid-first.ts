// The honest chain by the first of two trusted keys whose kids are the same four bytes.

import { certificate } from "../chain.ts";
import { COLLIDING_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const [first, second] = COLLIDING_KEYS;

export const vector: Vector = accepted({
  title: "Of two keys that share a kid, the first signs valid certificates",
  spec: "6.6",
  why: "A table from kid to one key keeps the last and forgets the first.",
  bugClass: "key-confusion",
  nearMiss: ["KEY_UNKNOWN", "SIGNATURE_INVALID"],
  trust: signedBundle({ ...SMALL_BUNDLE, keys: [trusted(first), trusted(second)] }),
  certificate: certificate({ key: first }),
});
