// The faulty stage: the signature. One zero byte follows it; the token is well-formed.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A signature of 65 bytes is refused",
  spec: "6.7",
  why: "Who reads the first 64 bytes gives each certificate further texts.",
  bugClass: "weak-signature-check",
  certificate: certificate({
    signature: ({ key, toBeSigned }) => concatBytes(key.sign(toBeSigned), Uint8Array.of(0)),
  }),
});
