// A certificate that says partially vaccinated, at a gate that admits who is fully vaccinated.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A valid certificate is not yet an admission",
  spec: "7",
  why: "Green for authentic and a closed gate: a verifier that shows one colour for both lets everybody in.",
  bugClass: "policy-bypass",
  policy: { statuses: ["fully"] },
  admission: { outcome: "not-admitted", code: "POLICY_STATUS_NOT_ADMITTED" },
  certificate: certificate({ claims: { ...CLAIMS, status: "partially" } }),
});
