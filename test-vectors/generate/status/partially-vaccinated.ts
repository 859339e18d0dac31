// The honest chain with the middle status.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate may say partially vaccinated",
  spec: "6.8",
  why: "Three statuses, in the numbers 0, 1 and 2.",
  bugClass: "over-strict",
  nearMiss: ["STATUS_UNKNOWN"],
  certificate: certificate({ claims: { ...CLAIMS, status: "partially" } }),
});
