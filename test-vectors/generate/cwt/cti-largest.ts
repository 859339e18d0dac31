// The honest chain with the largest index that four bytes hold.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The largest index is 2^32 - 1",
  spec: "6.8",
  why: "Shifted as a signed number of 32 bits it would be -1.",
  bugClass: "boundary",
  nearMiss: ["CWT_CLAIM_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, statusIndex: 2 ** 32 - 1 } }),
});
