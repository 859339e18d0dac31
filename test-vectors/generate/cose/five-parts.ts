// The faulty stage: the token. A fifth part follows the signature.

import { CBOR_TAG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "A token has exactly four parts",
  spec: "6.4",
  why: "Whoever takes the first four leaves room for unsigned bytes: further texts of one certificate.",
  bugClass: "lenient-structure",
  certificate: certificate({
    token: ({ protectedHeader, payload, signature }) =>
      encodeCbor([protectedHeader, new Map(), payload, signature, new Uint8Array(0)], [CBOR_TAG.COSE_SIGN1]),
  }),
});
