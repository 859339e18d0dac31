// The honest chain with a year of birth.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A year of birth may stand alone",
  spec: "6.8",
  why: "Many people know no day; four digits tell two of one name apart and say little else.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, identity: { ...CLAIMS.identity, birthDate: "1985" } } }),
});
