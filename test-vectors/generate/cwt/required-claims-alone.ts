// The honest chain with the smallest value of each claim.

import { certificate } from "../chain.ts";
import { HOUR, ISSUED_AT, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The required claims are enough",
  spec: "6.8",
  why: "A name of one letter, index 0 and status 0 are values, not missing ones: code that asks for truth loses them.",
  bugClass: "over-strict",
  nearMiss: ["CWT_CLAIM_MISSING", "IDENTITY_DATA_INVALID", "STATUS_UNKNOWN"],
  certificate: certificate({
    claims: { exp: NOW + HOUR, iat: ISSUED_AT, statusIndex: 0, identity: { fullName: "K" }, status: "not" },
  }),
});
