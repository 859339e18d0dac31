// An answer made for one verifying entity, at a gate that is nobody's in particular.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate without an id does not admit an answer made for somebody",
  spec: "7",
  why: "Code that compares audiences only where the policy names one lets every such answer in.",
  bugClass: "policy-bypass",
  policy: { statuses: ["fully"] },
  admission: { outcome: "not-admitted", code: "POLICY_AUDIENCE_MISMATCH" },
  certificate: certificate({ claims: { ...CLAIMS, aud: "railway.example" } }),
});
