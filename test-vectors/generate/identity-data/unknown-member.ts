// The faulty stage: the payload. Identity data has a phone number, which Claim 169 numbers 12.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "Identity data holds nothing but names and birth date",
  spec: "6.8",
  why: "What is not in the code cannot leak; an issuer that puts more in is stopped by its own check.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Rani Biswas"], [12, "+919800000000"]) }),
});
