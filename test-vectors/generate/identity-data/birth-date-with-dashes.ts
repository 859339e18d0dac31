// The faulty stage: the payload. The date of birth is written as people write it.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A date of birth has digits only",
  spec: "6.8",
  why: "One date has one form, and the two bytes of dashes are not free.",
  bugClass: "lenient-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Rani Biswas"], [8, "1985-02-19"]) }),
});
