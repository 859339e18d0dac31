// The faulty stage: the trust bundle. It needs two root signatures of three and has two of one key.

import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const [first, second, third] = ROOT_KEYS;

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "One root key counts once, however often it signs",
  spec: "4.3",
  why: "Who counts signatures instead of keys makes every threshold one.",
  bugClass: "trust-downgrade",
  trust: signedBundle(
    { ...SMALL_BUNDLE, rootThreshold: 2, rootKeys: [first.publicKey, second.publicKey, third.publicKey] },
    [first, first],
  ),
  certificate: certificate(),
});
