// The faulty stage: the payload. The index has five bytes.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An index of five bytes is refused",
  spec: "6.8",
  why: "Cut to 32 bits it would be another certificate's.",
  bugClass: "unbounded-input",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.CTI, Uint8Array.of(1, 0, 0, 0xa7, 0xc5)]) }),
});
