// The faulty stage: the payload. The status is null.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "Null is no value of a claim",
  spec: "6.8",
  why: "It is neither there nor missing; as a number it would be 0, not vaccinated.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000f6") }),
});
