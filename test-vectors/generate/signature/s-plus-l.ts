// The faulty stage: the signature. The order of the group is added to S, which changes nothing in the equation.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { L, littleEndian, littleEndianBytes } from "../edwards25519.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "S must be below the order of the group",
  spec: "6.7",
  why: "The equation holds: without the bound everyone can make a second signature from a first (RFC 8032 §8.4).",
  bugClass: "weak-signature-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => {
      const honest = key.sign(toBeSigned);
      return concatBytes(honest.slice(0, 32), littleEndianBytes(littleEndian(honest.slice(32)) + L));
    },
  }),
});
