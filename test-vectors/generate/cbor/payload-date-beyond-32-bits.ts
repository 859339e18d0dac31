// The faulty stage: the payload. exp lies after the year 2106 and needs eight bytes.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "claims", {
  title: "An integer of more than 32 bits is refused",
  spec: "6.8",
  why: "Cut to 32 bits, or rounded to a float, it would be another date; no certificate lives so long.",
  bugClass: "unbounded-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "041a", "041b00000001") }),
});
