// The faulty stage: the signature. R is the neutral element written with y = p + 1, and S = ka.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { challenge, L, littleEndianBytes, P, secretScalar } from "../edwards25519.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "R must be written with y below the field's prime",
  spec: "6.7",
  why: "A verifier that decodes R and compares points takes two encodings for one.",
  bugClass: "weak-signature-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => {
      const r = littleEndianBytes(P + 1n);
      const s = (challenge(r, key.publicKey, toBeSigned) * secretScalar(key.seed)) % L;
      return concatBytes(r, littleEndianBytes(s));
    },
  }),
});
