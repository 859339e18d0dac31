// A trust bundle that needs two root signatures of three, and has those of the first and the third.

import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { accepted, type Vector } from "../vector.ts";

const [first, second, third] = ROOT_KEYS;

export const vector: Vector = accepted({
  title: "A trust bundle with as many root signatures as its threshold is trusted",
  spec: "4.3",
  why: "Any two of three will do; a verifier that takes signatures and root keys in pairs refuses this one.",
  bugClass: "over-strict",
  nearMiss: ["KEYSET_MISSING", "KEYSET_SIGNATURE_INVALID", "KEYSET_MALFORMED", "KEYSET_KEY_INVALID"],
  trust: signedBundle(
    { ...SMALL_BUNDLE, rootThreshold: 2, rootKeys: [first.publicKey, second.publicKey, third.publicKey] },
    [third, first],
  ),
  certificate: certificate(),
});
