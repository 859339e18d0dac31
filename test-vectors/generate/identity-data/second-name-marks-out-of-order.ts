// The faulty stage: the payload. Nukta and virama of the second name stand in the wrong order.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "Marks of a second name stand in canonical order",
  spec: "6.8",
  why: "Normalisation orders marks even where nothing is composed; a check of single code points does not see it.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithIdentity([4, "Zarina"], [19, "ज\u094D\u093Cरीना"], [20, "hin"]) }),
});
