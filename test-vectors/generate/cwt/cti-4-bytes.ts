// The honest chain with an index that needs four bytes.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "An index from 2^24 on has four bytes",
  spec: "6.8",
  why: "A signing key may sign more than 16 million certificates.",
  bugClass: "boundary",
  nearMiss: ["CWT_CLAIM_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, statusIndex: 2 ** 24 } }),
});
