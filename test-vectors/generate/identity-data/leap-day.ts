// The honest chain with a date of birth that exists in leap years only.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "29 February 2000 is a date of birth",
  spec: "6.8",
  why: "2000 is a leap year: divisible by 100, but by 400 as well.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, identity: { ...CLAIMS.identity, birthDate: "20000229" } } }),
});
