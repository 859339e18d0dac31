// The honest chain with the name in Devanagari script as well; its dotted letters are two code points each.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

const FULL_NAME = "ज\u093Cरीना क\u093Cुरैशी";

export const vector: Vector = accepted({
  title: "A name may stand in Devanagari script as well",
  spec: "6.8",
  why: "In normalisation form C the dotted letters of Indic scripts stay apart from their dots.",
  bugClass: "over-strict",
  nearMiss: ["IDENTITY_DATA_INVALID"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      identity: { fullName: "Zarina Qureshi", secondName: { fullName: FULL_NAME, language: "hin" } },
    },
  }),
});
