// The faulty stage: the payload. The name is a text of indefinite length, in one chunk.

import { certificate, payloadWithRawName, rawText } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "A text of indefinite length is refused",
  spec: "6.8",
  why: "Its whole length is not known when it begins, so that a bound on texts can be passed by in chunks.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithRawName(`7f${rawText("Asha Rani Biswas")}ff`) }),
});
