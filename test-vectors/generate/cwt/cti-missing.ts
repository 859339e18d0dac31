// The faulty stage: the payload. It has no cti.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_MISSING", "claims", {
  title: "A certificate without cti is refused",
  spec: "6.8",
  why: "Without its index it could not be revoked.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.CTI, undefined]) }),
});
