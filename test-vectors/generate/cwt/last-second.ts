// The honest chain with exp one second after the check.

import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate is valid until the second before exp",
  spec: "6.9",
  why: "exp is the first second on which it is not.",
  bugClass: "boundary",
  nearMiss: ["CWT_EXPIRED"],
  certificate: certificate({ claims: { ...CLAIMS, exp: NOW + 1 } }),
});
