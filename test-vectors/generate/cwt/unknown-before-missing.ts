// The faulty stage: the payload. It has an unknown claim and lacks exp.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "Of two faults in the claims the spec names one",
  spec: "6.8",
  why: "Two verifiers give one code only where the order of the checks is fixed.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([1, "authority.example"], [CWT_CLAIM.EXP, undefined]) }),
});
