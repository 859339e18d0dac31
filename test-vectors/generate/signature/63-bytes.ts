// The faulty stage: the signature. Its last byte is missing; the token is well-formed.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A signature of 63 bytes is refused",
  spec: "6.7",
  why: "Libraries throw on it, or pad it with a zero; the verdict is the same as for every wrong signature.",
  bugClass: "malformed-input",
  certificate: certificate({ signature: ({ key, toBeSigned }) => key.sign(toBeSigned).slice(0, 63) }),
});
