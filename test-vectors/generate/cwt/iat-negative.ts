// The faulty stage: the payload. iat is a second before 1970.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "A date is not negative",
  spec: "6.8",
  why: "Read as an unsigned number, -1 is the year 2106.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.IAT, -1]) }),
});
