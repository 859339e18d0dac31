// The faulty stage: the payload. nbf and iat are the same second.

import { CWT_CLAIM } from "@mohor/schema";
import { CLAIMS, certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "nbf stands only where it is later than iat",
  spec: "6.8",
  why: "Otherwise it says nothing new: a second form of the same claims.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.NBF, CLAIMS.iat]) }),
});
