// The faulty stage: the payload. It has no identity data.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_MISSING", "claims", {
  title: "A certificate without a name is refused",
  spec: "6.8",
  why: "It would be everybody's.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.IDENTITY_DATA, undefined]) }),
});
