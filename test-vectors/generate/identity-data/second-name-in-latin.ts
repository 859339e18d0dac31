// The faulty stage: the payload. The second name is in Latin script as well.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A second name is in a second script",
  spec: "6.8",
  why: "Two names in one script would be two persons' on one certificate.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha Biswas"], [19, "Rina Das"], [20, "ben"]) }),
});
