// The faulty stage: the payload. The status is the first number that means nothing.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUS_UNKNOWN", "claims", {
  title: "A status above 2 is unknown",
  spec: "6.8",
  why: "Who admits from 2 upwards admits what nobody has defined.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.VACCINATION_STATUS, 3]) }),
});
