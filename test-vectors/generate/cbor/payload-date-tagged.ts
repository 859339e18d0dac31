// The faulty stage: the payload. exp is inside tag 1, epoch-based date/time (RFC 8949 §3.4.2).

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A tag inside the payload is refused",
  spec: "6.8",
  why: "RFC 8392 §2 forbids the tag on NumericDate; a decoder that turns tags into objects compares objects with numbers.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "041a", "04c11a") }),
});
