// The honest chain with a zero-width joiner in the second name, which shapes the letters র‍্যা.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A zero-width joiner may stand in a name of an Indic script",
  spec: "6.8",
  why: "Without it the letters of this name break apart.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      identity: { fullName: "Rachel Das", secondName: { fullName: "র\u200D্যাচেল দাস", language: "ben" } },
    },
  }),
});
