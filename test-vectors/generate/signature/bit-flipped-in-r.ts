// The faulty stage: the signature. The lowest bit of its first half is flipped.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A signature with one bit of R flipped is refused",
  spec: "6.7",
  why: "The plainest forgery.",
  bugClass: "missing-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => key.sign(toBeSigned).map((byte, i) => (i === 0 ? byte ^ 1 : byte)),
  }),
});
