// The faulty stage: the trust bundle. Beside the honest key stands a sound one to which a point of order eight is added.

import { certificate } from "../chain.ts";
import { add, decodePoint, encodePoint, ORDER_EIGHT } from "../edwards25519.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const publicKey = encodePoint(add(decodePoint(STRANGER_KEY.publicKey), ORDER_EIGHT));

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A key outside the prime-order group refuses the whole trust bundle",
  spec: "4.3",
  why: "Its signatures hold in one library and fail in another: one code would open one gate and not the next.",
  bugClass: "weak-signature-check",
  trust: signedBundle({
    ...SMALL_BUNDLE,
    keys: [...SMALL_BUNDLE.keys, trusted({ publicKey, purpose: "certificate" })],
  }),
  certificate: certificate(),
});
