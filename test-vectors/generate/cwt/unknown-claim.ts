// The faulty stage: the payload. It names the issuer, rightly signed.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "A registered claim that the format does not use is refused",
  spec: "6.8",
  why: "The kid names the issuer through the key set; a second name could contradict it.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith([1, "authority.example"]) }),
});
