// The faulty stage: the token. The unprotected header is an array; tag, arrays and elements are 65 data items together.

import { CBOR_TAG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "cbor", {
  title: "65 data items are too many",
  spec: "6.3",
  why: "The tag counts as an item, as each head does that a decoder has to read.",
  bugClass: "unbounded-input",
  certificate: certificate({
    token: ({ protectedHeader, payload, signature }) =>
      encodeCbor([protectedHeader, new Array(59).fill(0), payload, signature], [CBOR_TAG.COSE_SIGN1]),
  }),
});
