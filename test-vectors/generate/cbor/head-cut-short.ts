// The faulty stage: the payload. It ends inside the head of its last key.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "A head cut short is refused",
  spec: "6.8",
  why: "Bytes beyond the end read as zeros would make another number.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a0001") }),
});
