// The faulty stage: the payload. exp and iat are the same second.

import { CWT_CLAIM } from "@mohor/schema";
import { CLAIMS, certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "exp is later than iat",
  spec: "6.8",
  why: "A certificate that was never valid is a slip of the issuer, not an expired one.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.EXP, CLAIMS.iat]) }),
});
