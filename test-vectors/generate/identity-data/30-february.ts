// The faulty stage: the payload. The date of birth does not exist.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "30 February is no date of birth",
  spec: "6.8",
  why: "Calendars of programming languages make it 1 or 2 March without a word.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Rani Biswas"], [8, "19850230"]) }),
});
