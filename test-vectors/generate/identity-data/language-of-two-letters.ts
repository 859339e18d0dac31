// The faulty stage: the payload. The language is an ISO 639-1 code.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A language has three letters",
  spec: "6.8",
  why: "One language has one form; two-letter codes do not exist for all languages of India.",
  bugClass: "lenient-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Biswas"], [19, "আশা বিশ্বাস"], [20, "bn"]) }),
});
