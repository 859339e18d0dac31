// The honest chain with the name in Bengali script as well.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A name may stand in Bengali script as well",
  spec: "6.8",
  why: "Vowel signs and hasanta are marks, not letters, in tables of Unicode; a rule of letters alone refuses the script.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      identity: { ...CLAIMS.identity, secondName: { fullName: "আশা রানী বিশ্বাস", language: "ben" } },
    },
  }),
});
