// The faulty stage: the payload. The name has "e" and a combining acute accent for "é".

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name in Latin script has composed letters only",
  spec: "6.8",
  why: "Two encodings of one name look the same to a guard and differ for a program; CBOR itself does not mind.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithIdentity([4, "Rene\u0301 Biswas"]) }),
});
