// The faulty stage: the payload. The second name's language is missing.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A second name comes with its language",
  spec: "6.8",
  why: "Screen readers and fonts need it.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Biswas"], [19, "আশা বিশ্বাস"]) }),
});
