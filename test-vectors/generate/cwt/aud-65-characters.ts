// The faulty stage: the payload. The audience is one character too long.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An audience of 65 characters is refused",
  spec: "6.8",
  why: "Registered ids have a bound of their own, below that of texts.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.AUD, "a".repeat(65)]) }),
});
