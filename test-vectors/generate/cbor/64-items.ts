// The faulty stage: the token. The unprotected header is an array; tag, arrays and elements are 64 data items together.

import { CBOR_TAG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "64 data items are not too many",
  spec: "6.4",
  why: "The bound itself is allowed: this token fails later, because its unprotected header is no map.",
  bugClass: "boundary",
  certificate: certificate({
    token: ({ protectedHeader, payload, signature }) =>
      encodeCbor([protectedHeader, new Array(58).fill(0), payload, signature], [CBOR_TAG.COSE_SIGN1]),
  }),
});
