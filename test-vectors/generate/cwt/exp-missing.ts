// The faulty stage: the payload. It has no exp.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_MISSING", "claims", {
  title: "A certificate without exp is refused",
  spec: "6.8",
  why: "A missing date compared with the time gives neither earlier nor later: it would never expire.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.EXP, undefined]) }),
});
