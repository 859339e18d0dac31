// The faulty stage: the trust bundle. It needs two root signatures of three and has one.

import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const [first, second, third] = ROOT_KEYS;

export const vector: Vector = refused("KEYSET_SIGNATURE_INVALID", "trust", {
  title: "A trust bundle with fewer root signatures than its threshold is not trusted",
  spec: "4.3",
  why: "One stolen root key must not be enough.",
  bugClass: "trust-downgrade",
  trust: signedBundle(
    { ...SMALL_BUNDLE, rootThreshold: 2, rootKeys: [first.publicKey, second.publicKey, third.publicKey] },
    [first],
  ),
  certificate: certificate(),
});
