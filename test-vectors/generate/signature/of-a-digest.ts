// The faulty stage: the signature. It was made over the SHA-512 digest of the Sig_structure.

import { sha512 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "What is signed is the structure, not its digest",
  spec: "6.7",
  why: "Signers that are made for other algorithms hash first.",
  bugClass: "weak-signature-check",
  certificate: certificate({ signature: ({ key, toBeSigned }) => key.sign(sha512(toBeSigned)) }),
});
