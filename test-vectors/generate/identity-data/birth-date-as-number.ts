// The faulty stage: the payload. The year of birth is an integer.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A year of birth is a text",
  spec: "6.8",
  why: "One year has one form.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Rani Biswas"], [8, 1985]) }),
});
