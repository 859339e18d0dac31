// The faulty stage: the trust bundle. Beside the honest key stands one of order eight, which nobody had to make.

import { certificate } from "../chain.ts";
import { encodePoint, ORDER_EIGHT } from "../edwards25519.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const publicKey = encodePoint(ORDER_EIGHT);

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A key of small order refuses the whole trust bundle",
  spec: "4.3",
  why: "Under such a key one signature fits many messages. An authority that lists it has lost control of its list.",
  bugClass: "weak-signature-check",
  trust: signedBundle({
    ...SMALL_BUNDLE,
    keys: [...SMALL_BUNDLE.keys, trusted({ publicKey, purpose: "certificate" })],
  }),
  certificate: certificate(),
});
