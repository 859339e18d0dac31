// The faulty stage: the payload. Identity data has the year of birth alone.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "Identity data has a name in Latin script",
  spec: "6.8",
  why: "A year of birth fits a million people.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWithIdentity([8, "1985"]) }),
});
