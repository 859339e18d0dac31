// The faulty stage: the payload. The name holds a character that nobody sees.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name in Latin script holds nothing invisible",
  spec: "6.8",
  why: "Two names that look the same would be two for a program.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha\u200B Biswas"]) }),
});
