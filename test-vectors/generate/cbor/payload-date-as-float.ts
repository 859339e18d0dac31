// The faulty stage: the payload. exp is a floating-point number of the right value.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A date is no floating-point number",
  spec: "6.8",
  why: "RFC 8392 allows it; whole seconds in one form leave nothing to round.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    payload: (claims) => replaced(encodeClaims(claims), "041a6b9e8980", "04fb41dae7a260000000"),
  }),
});
