// The faulty stage: the payload. It has no status.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_MISSING", "claims", {
  title: "A certificate without a status is refused",
  spec: "6.8",
  why: "Taken for 0 it would call somebody not vaccinated whom nobody has called so.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.VACCINATION_STATUS, undefined]) }),
});
