// A certificate without an audience, at a gate with an id.

import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate with an id admits a certificate made for everybody",
  spec: "7",
  why: "A missing audience is not a wrong one.",
  bugClass: "over-strict",
  nearMiss: ["POLICY_AUDIENCE_MISMATCH"],
  policy: { statuses: ["fully"], audience: "railway.example" },
  admission: { outcome: "admitted" },
  certificate: certificate(),
});
