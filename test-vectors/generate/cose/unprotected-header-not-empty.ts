// The faulty stage: the token. The unprotected header names a content type.

import { CBOR_TAG, type CborValue, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The unprotected header is empty",
  spec: "6.4",
  why: "It is not signed: whatever may stand in it gives a certificate as many further texts as one likes.",
  bugClass: "unsigned-input",
  certificate: certificate({
    token: ({ protectedHeader, payload, signature }) => {
      const unprotected = new Map<number, CborValue>([[3, "application/cwt"]]);
      return encodeCbor([protectedHeader, unprotected, payload, signature], [CBOR_TAG.COSE_SIGN1]);
    },
  }),
});
