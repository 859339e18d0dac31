// The faulty stage: the payload. It has no iat.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_MISSING", "claims", {
  title: "A certificate without iat is refused",
  spec: "6.8",
  why: "The key's dates and a gate's greatest age are held against it.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.IAT, undefined]) }),
});
