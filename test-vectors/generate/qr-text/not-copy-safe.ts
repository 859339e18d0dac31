// The honest chain with an index that an issuer would not have drawn: the text holds "%23".

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A text that an issuer would have drawn anew is valid all the same",
  spec: "6.1",
  why: "Safety for copying is the issuer's care. A verifier that decodes percent signs in the plain form damages this text.",
  bugClass: "over-strict",
  nearMiss: ["BASE45_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, statusIndex: 19 } }),
});
