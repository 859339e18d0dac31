// The faulty stage: the token. The signature is missing.

import { CBOR_TAG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "A token without a signature is refused",
  spec: "6.4",
  why: "Code that checks a signature only where there is one accepts everything.",
  bugClass: "missing-check",
  certificate: certificate({
    token: ({ protectedHeader, payload }) => encodeCbor([protectedHeader, new Map(), payload], [CBOR_TAG.COSE_SIGN1]),
  }),
});
