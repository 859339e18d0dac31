// The honest chain with the name in Arabic script as well, which runs from right to left.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A name may stand in Arabic script as well",
  spec: "6.8",
  why: "Letters that run from right to left are no direction marks.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      identity: { fullName: "Zarina Qureshi", secondName: { fullName: "زرینہ قریشی", language: "urd" } },
    },
  }),
});
