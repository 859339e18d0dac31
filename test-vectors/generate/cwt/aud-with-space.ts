// The faulty stage: the payload. The audience ends with a space.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An audience holds no space",
  spec: "6.8",
  why: "Two ids that look alike on a screen must not be two verifying entities.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.AUD, "railway.example "]) }),
});
