// The faulty stage: the payload. The index has four bytes, the first of them zero.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An index that three bytes hold is not written in four",
  spec: "6.8",
  why: "One index has one form: kid and cti are a certificate's identity, and two forms would be two.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.CTI, Uint8Array.of(0, 0, 0xa7, 0xc5)]) }),
});
