// The faulty stage: the payload. exp is a date in text.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "A date is a number",
  spec: "6.8",
  why: "Compared with a number, a text is neither earlier nor later in some languages.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.EXP, "2027-03-20T14:13:20Z"]) }),
});
