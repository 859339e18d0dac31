// The faulty stage: the payload. The audience is an empty text.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "An empty audience is refused",
  spec: "6.8",
  why: "Code that asks for truth takes it for no audience, and an answer made for one gate opens all.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.AUD, ""]) }),
});
