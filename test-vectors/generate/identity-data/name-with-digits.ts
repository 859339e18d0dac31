// The faulty stage: the payload. The name holds digits.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name holds no digits",
  spec: "6.8",
  why: "A name field is where phone and identity numbers would be smuggled in.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha 9800000000"]) }),
});
