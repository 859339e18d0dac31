// The faulty stage: the payload. The second letter "a" is Cyrillic.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name in Latin script holds no letters of another",
  spec: "6.8",
  why: "They look the same: a person could hold certificates under two names that a guard cannot tell apart.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Ash\u0430 Rani Biswas"]) }),
});
