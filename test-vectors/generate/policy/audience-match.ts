// An answer made for the verifying entity whose gate this is.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate admits an answer made for it",
  spec: "7",
  why: "The audience is compared byte for byte.",
  bugClass: "over-strict",
  nearMiss: ["POLICY_AUDIENCE_MISMATCH"],
  policy: { statuses: ["fully"], audience: "railway.example" },
  admission: { outcome: "admitted" },
  certificate: certificate({ claims: { ...CLAIMS, aud: "railway.example" } }),
});
