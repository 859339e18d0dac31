// The faulty stage: the trust bundle. Beside the honest key stands one with y = 2, where the curve has no point.

import { certificate } from "../chain.ts";
import { littleEndianBytes } from "../edwards25519.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const publicKey = littleEndianBytes(2n);

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A key that is no point of the curve refuses the whole trust bundle",
  spec: "4.3",
  why: "It is found when the bundle is opened, not when the first certificate needs the key.",
  bugClass: "missing-check",
  trust: signedBundle({
    ...SMALL_BUNDLE,
    keys: [...SMALL_BUNDLE.keys, trusted({ publicKey, purpose: "certificate" })],
  }),
  certificate: certificate(),
});
