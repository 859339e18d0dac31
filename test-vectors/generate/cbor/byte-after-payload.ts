// The faulty stage: the payload. One byte follows the claims, inside the signed byte string.

import { concatBytes, encodeClaims } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "Nothing may follow the claims inside the payload",
  spec: "6.8",
  why: "A decoder that stops at the end of the first item would leave signed bytes unread.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => concatBytes(encodeClaims(claims), Uint8Array.of(0)) }),
});
