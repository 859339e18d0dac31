// The faulty stage: the payload. The name is a full stop.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name has a letter",
  spec: "6.8",
  why: "A guard who sees nothing to compare compares nothing.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "."]) }),
});
