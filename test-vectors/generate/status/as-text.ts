// The faulty stage: the payload. The status is the digit 2 as a text.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "A status is a number",
  spec: "6.8",
  why: "Used as an index, the text finds the same member as the number in some languages.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.VACCINATION_STATUS, "2"]) }),
});
