// The faulty stage: the signature. A stranger has signed under the kid of a trusted key.

import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A stranger's signature under a trusted kid is refused",
  spec: "6.7",
  why: "The kid is a hint, four bytes that everyone can write; only the signature proves the key.",
  bugClass: "key-confusion",
  certificate: certificate({ signature: ({ toBeSigned }) => STRANGER_KEY.sign(toBeSigned) }),
});
