// The faulty stage: the signature. A point of order eight is added to R; only the equation multiplied by eight holds.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import {
  add,
  BASE,
  challenge,
  encodePoint,
  L,
  littleEndianBytes,
  multiply,
  ORDER_EIGHT,
  secretScalar,
} from "../edwards25519.ts";
import { refused, type Vector } from "../vector.ts";

const NONCE = 1_790_000_000n;

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "The equation is not multiplied by the cofactor",
  spec: "6.7",
  why: "RFC 8032 allows both equations: a cofactored library accepts this, another refuses it. Two gates must not differ.",
  bugClass: "weak-signature-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => {
      const r = encodePoint(add(multiply(BASE, NONCE), ORDER_EIGHT));
      const s = (NONCE + challenge(r, key.publicKey, toBeSigned) * secretScalar(key.seed)) % L;
      return concatBytes(r, littleEndianBytes(s));
    },
  }),
});
