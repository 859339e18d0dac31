// A certificate issued one second ago, at a gate whose greatest age is 0.

import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A greatest age of 0 is an age",
  spec: "7",
  why: "Code that asks for truth takes 0 for no bound.",
  bugClass: "policy-bypass",
  policy: { statuses: ["fully"], maxAgeSeconds: 0 },
  admission: { outcome: "not-admitted", code: "POLICY_TOO_OLD" },
  certificate: certificate({ claims: { ...CLAIMS, iat: NOW - 1 } }),
});
