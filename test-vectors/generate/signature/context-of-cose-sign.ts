// The faulty stage: the signature. The Sig_structure has the context of COSE_Sign.

import { encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "The context of what is signed is Signature1",
  spec: "6.7",
  why: "The context keeps one structure's signature from standing in another (RFC 9052 §4.4).",
  bugClass: "lenient-structure",
  certificate: certificate({
    signature: ({ key, protectedHeader, payload }) =>
      key.sign(encodeCbor(["Signature", protectedHeader, new Uint8Array(0), payload])),
  }),
});
