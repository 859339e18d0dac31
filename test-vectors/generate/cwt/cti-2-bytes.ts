// The faulty stage: the payload. The index has two bytes.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An index of two bytes is refused",
  spec: "6.8",
  why: "One index has one form: kid and cti are a certificate's identity, and two forms would be two.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.CTI, Uint8Array.of(0xa7, 0xc5)]) }),
});
