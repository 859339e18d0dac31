// The faulty stage: the payload. The name has "e" and a combining acute accent for "é".

import { certificate, payloadWithRawName, rawText } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "Text is in normalisation form C",
  spec: "6.8",
  why: "Two encodings of one name look the same to a guard and differ for a program.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithRawName(rawText("Rene\u0301 Biswas")) }),
});
