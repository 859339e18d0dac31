// The faulty stage: the payload. exp has eight bytes where four would do.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "A date that fits into 32 bits is not written in 64",
  spec: "6.8",
  why: "Encoders that treat all dates alike write it so; one set of claims has one encoding.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "041a", "041b00000000") }),
});
