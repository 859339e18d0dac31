// The faulty stage: the payload. exp is a bignum, tag 2 (RFC 8949 §3.4.3).

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A bignum is refused",
  spec: "6.8",
  why: "Generic decoders make it an integer without a word: a second encoding of one date.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "041a", "04c244") }),
});
