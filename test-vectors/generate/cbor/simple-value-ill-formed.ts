// The faulty stage: the payload. The status is false, written as a simple value in two bytes (RFC 8949 §3.3 forbids it).

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "A simple value below 32 in two bytes is refused",
  spec: "6.8",
  why: "It is not well-formed, though many decoders read it as false.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000f814") }),
});
