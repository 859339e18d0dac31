// The faulty stage: the payload. Two spaces stand in a row.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name holds single spaces",
  spec: "6.8",
  why: "Pages show two spaces as one; one name has one form.",
  bugClass: "lenient-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha  Rani Biswas"]) }),
});
