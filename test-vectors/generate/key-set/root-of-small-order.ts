// The faulty stage: the trust bundle. One of its two root keys is the neutral element; the other's signature is enough.

import { certificate } from "../chain.ts";
import { encodePoint, NEUTRAL } from "../edwards25519.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_KEY_INVALID", "trust", {
  title: "A root key of small order refuses the whole trust bundle",
  spec: "4.3",
  why: "Root keys go through the same gate as the keys they vouch for, used or not.",
  bugClass: "weak-signature-check",
  trust: signedBundle({ ...SMALL_BUNDLE, rootKeys: [...SMALL_BUNDLE.rootKeys, encodePoint(NEUTRAL)] }),
  certificate: certificate(),
});
