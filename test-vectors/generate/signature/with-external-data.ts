// The faulty stage: the signature. The Sig_structure has external data, which ours never has.

import { encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "The external data of what is signed is empty",
  spec: "6.7",
  why: "The same key may sign for another protocol with data of its own; that is not a certificate.",
  bugClass: "missing-check",
  certificate: certificate({
    signature: ({ key, protectedHeader, payload }) =>
      key.sign(encodeCbor(["Signature1", protectedHeader, new TextEncoder().encode("mohor"), payload])),
  }),
});
