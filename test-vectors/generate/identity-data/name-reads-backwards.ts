// The faulty stage: the payload. The name begins with a right-to-left override.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name holds no direction marks",
  spec: "6.8",
  why: "It would be shown backwards, as another name than programs see.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "\u202EsawsiB inaR ahsA"]) }),
});
