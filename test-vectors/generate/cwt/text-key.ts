// The faulty stage: the payload. A claim has the key "__proto__", which is no plain name in some languages.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "A claim with a text for its key is refused",
  spec: "6.8",
  why: "Maps made into objects let such a key change what every object seems to have.",
  bugClass: "lenient-structure",
  certificate: certificate({ payload: payloadWith(["__proto__", 1]) }),
});
