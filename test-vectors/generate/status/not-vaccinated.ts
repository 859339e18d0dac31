// The honest chain with the lowest status.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate may say not vaccinated",
  spec: "6.8",
  why: "It is authentic; whether a gate admits its holder is asked afterwards.",
  bugClass: "over-strict",
  nearMiss: ["STATUS_UNKNOWN", "CWT_CLAIM_MISSING"],
  certificate: certificate({ claims: { ...CLAIMS, status: "not" } }),
});
