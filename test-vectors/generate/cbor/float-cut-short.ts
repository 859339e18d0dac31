// The faulty stage: the payload. It ends after the first byte of a floating-point number.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "A floating-point number cut short is malformed, not of a wrong type",
  spec: "6.8",
  why: "Well-formedness comes first: two verifiers give one code only where the order is fixed.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000fb40") }),
});
