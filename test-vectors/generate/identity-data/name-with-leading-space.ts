// The faulty stage: the payload. The name begins with a space.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name begins and ends with something to see",
  spec: "6.8",
  why: "One name has one form.",
  bugClass: "lenient-text",
  certificate: certificate({ payload: payloadWithIdentity([4, " Asha Rani Biswas"]) }),
});
