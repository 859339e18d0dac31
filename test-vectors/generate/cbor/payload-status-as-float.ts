// The faulty stage: the payload. The status is the half-precision number 2.0.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A status is no floating-point number",
  spec: "6.8",
  why: "In a language with one kind of number, 2.0 and 2 look the same after decoding.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000f94000") }),
});
