// The faulty stage: the payload. The audience is an array of two, which JWT allows.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "The audience is one text",
  spec: "6.8",
  why: "An answer is made for one verifying entity; an array compared with a text may become equal to it.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.AUD, ["railway.example", "mall.example"]]) }),
});
