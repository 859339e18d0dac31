// The faulty stage: the payload. The vowel sign ো of the second name is written as its two halves.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A second name is in normalisation form C",
  spec: "6.8",
  why: "Both halves are in the list of code points: only the form tells that they must be one.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithIdentity([4, "Gopal"], [19, "গ\u09C7\u09BEপাল"], [20, "ben"]) }),
});
