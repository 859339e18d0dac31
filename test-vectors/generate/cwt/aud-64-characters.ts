// The honest chain with an audience as long as it may be.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "An audience of 64 characters is valid",
  spec: "6.8",
  why: "The bound itself is allowed. Who the gate is, is asked when the verdict is assessed, not here.",
  bugClass: "boundary",
  nearMiss: ["CWT_CLAIM_INVALID", "POLICY_AUDIENCE_MISMATCH"],
  certificate: certificate({ claims: { ...CLAIMS, aud: "a".repeat(64) } }),
});
