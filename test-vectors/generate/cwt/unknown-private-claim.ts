// The faulty stage: the payload. It has the private claim next to the status.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "A private claim that the format does not use is refused",
  spec: "6.8",
  why: "A claim that old verifiers ignore might be the one that restricts; a later format has another prefix.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([-65538, 1]) }),
});
