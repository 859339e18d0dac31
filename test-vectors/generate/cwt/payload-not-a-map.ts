// The faulty stage: the payload. It is an array of the claims' values.

import { encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "The claims are a map",
  spec: "6.8",
  why: "An array read by key may seem to have members.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: ({ exp, iat }) => encodeCbor([iat, exp, 2]) }),
});
