// The faulty stage: the payload. nbf and exp are the same second.

import { CWT_CLAIM } from "@mohor/schema";
import { CLAIMS, certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "nbf is earlier than exp",
  spec: "6.8",
  why: "A certificate that can never be valid is a slip of the issuer.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.NBF, CLAIMS.exp]) }),
});
