// The faulty stage: the trust bundle. Beside the honest key stands one with y = p + 3, which decodes like y = 3.

import { certificate } from "../chain.ts";
import { littleEndianBytes, P } from "../edwards25519.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const publicKey = littleEndianBytes(P + 3n);

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A key written with y above the field's prime refuses the whole trust bundle",
  spec: "4.3",
  why: "Libraries that reduce y take it for another key; the two have different kids and challenges.",
  bugClass: "weak-signature-check",
  trust: signedBundle({
    ...SMALL_BUNDLE,
    keys: [...SMALL_BUNDLE.keys, trusted({ publicKey, purpose: "certificate" })],
  }),
  certificate: certificate(),
});
