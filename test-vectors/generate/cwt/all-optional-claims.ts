// The honest chain with every claim that may be left out.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate may carry every optional claim",
  spec: "6.8",
  why: "aud, a later nbf, both names, a date of birth: each is read, and keys are in the order of their bytes, not of their numbers.",
  bugClass: "over-strict",
  nearMiss: ["CBOR_NOT_DETERMINISTIC", "CBOR_TYPE_NOT_ALLOWED", "CWT_CLAIM_UNKNOWN", "CWT_CLAIM_INVALID"],
  certificate: certificate({
    claims: {
      ...CLAIMS,
      nbf: CLAIMS.iat + 60,
      aud: "railway.example",
      identity: {
        fullName: "Asha Rani Biswas",
        secondName: { fullName: "আশা রানী বিশ্বাস", language: "ben" },
        birthDate: "19850219",
      },
    },
  }),
});
