// The faulty stage: the signature. R is the neutral element and S = ka, so that the equation holds exactly.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { challenge, encodePoint, L, littleEndianBytes, NEUTRAL, secretScalar } from "../edwards25519.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "R must not be a point of small order",
  spec: "6.7",
  why: "The equation holds, byte for byte. No honest signer makes it; libraries differ on it, and two gates must not.",
  bugClass: "weak-signature-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => {
      const r = encodePoint(NEUTRAL);
      const s = (challenge(r, key.publicKey, toBeSigned) * secretScalar(key.seed)) % L;
      return concatBytes(r, littleEndianBytes(s));
    },
  }),
});
