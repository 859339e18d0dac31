// The faulty stage: the payload. The date of birth does not exist.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "29 February 1900 is no date of birth",
  spec: "6.8",
  why: "1900 is no leap year: divisible by 100 and not by 400.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Rani Biswas"], [8, "19000229"]) }),
});
