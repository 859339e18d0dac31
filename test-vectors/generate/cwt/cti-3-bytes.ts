// The honest chain with the largest index that three bytes hold.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "An index below 2^24 has three bytes",
  spec: "6.8",
  why: "Shifted as a signed number, ffffff and its neighbours become negative in some languages.",
  bugClass: "boundary",
  nearMiss: ["CWT_CLAIM_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, statusIndex: 2 ** 24 - 1 } }),
});
