// The faulty stage: the payload. The status is the simple value 32, well-formed and without a meaning.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A simple value is no value of a claim",
  spec: "6.8",
  why: "Decoders hand out numbers, objects or errors for simple values that have no meaning yet.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000f820") }),
});
