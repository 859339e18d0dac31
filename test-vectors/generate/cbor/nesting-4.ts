// The faulty stage: the token. The unprotected header is an array in arrays, as deep as the bound allows.

import { CBOR_TAG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "Four arrays in one another are not too deep",
  spec: "6.4",
  why: "The bound itself is allowed: this token fails later, because its unprotected header is no map.",
  bugClass: "boundary",
  certificate: certificate({
    token: ({ protectedHeader, payload, signature }) =>
      encodeCbor([protectedHeader, [[[]]], payload, signature], [CBOR_TAG.COSE_SIGN1]),
  }),
});
