// The faulty stage: the payload. The index is an integer.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "The cti is a byte string",
  spec: "6.8",
  why: "RFC 8392 §3.1.7 wants bytes; a number would be a second form of one index.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.CTI, 0xa7c5]) }),
});
