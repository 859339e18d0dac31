// The faulty stage: the payload. Claim 169 is the name itself.

import { CWT_CLAIM } from "@mohor/schema";
import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "Identity data is a map",
  spec: "6.8",
  why: "A text has members in some languages, too.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([CWT_CLAIM.IDENTITY_DATA, "Asha Rani Biswas"]) }),
});
