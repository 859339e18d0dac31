// The faulty stage: the payload. The name is an empty text.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name is not empty",
  spec: "6.8",
  why: "It would be everybody's.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([4, ""]) }),
});
