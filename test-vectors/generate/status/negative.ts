// The faulty stage: the payload. The status is the last number before 0.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("STATUS_UNKNOWN", "claims", {
  title: "A status below 0 is unknown",
  spec: "6.8",
  why: "Used as an index, -1 is the last member of a list in some languages: fully vaccinated.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.VACCINATION_STATUS, -1]) }),
});
