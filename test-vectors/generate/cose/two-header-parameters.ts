// The honest chain with another index.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "Tag 18, alg and kid in the protected header, and nothing unprotected are a whole token",
  spec: "6.4",
  why: "Libraries made for other systems want tag 61, a kid of eight bytes, or a content type.",
  bugClass: "over-strict",
  nearMiss: ["COSE_TAG_UNEXPECTED", "COSE_SHAPE_INVALID", "COSE_CRIT_UNKNOWN", "COSE_KID_MISSING"],
  certificate: certificate({ claims: { ...CLAIMS, statusIndex: 0x5eed01 } }),
});
