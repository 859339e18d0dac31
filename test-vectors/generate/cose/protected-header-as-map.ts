// The faulty stage: the token. The protected header is a map, not a byte string that holds one.

import { CBOR_TAG, type CborValue, COSE_ALG, COSE_HEADER, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The protected header is a byte string",
  spec: "6.4",
  why: "It is signed as the bytes that were received; a map would have to be encoded anew.",
  bugClass: "lenient-structure",
  certificate: certificate({
    token: ({ payload, signature }) => {
      const header = new Map<number, CborValue>([[COSE_HEADER.ALG, COSE_ALG.EDDSA]]);
      return encodeCbor([header, new Map(), payload, signature], [CBOR_TAG.COSE_SIGN1]);
    },
  }),
});
