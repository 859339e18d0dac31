// The faulty stage: the payload. The language stands without a name in it.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A language comes with the name in it",
  spec: "6.8",
  why: "Alone it says something about the holder that no gate needs.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Biswas"], [20, "ben"]) }),
});
