// An answer made for another verifying entity; its id begins with this gate's.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate does not admit an answer made for another",
  spec: "7",
  why: "Whoever is not named in aud must not accept (RFC 8392 §3.1.3); a comparison of beginnings would.",
  bugClass: "policy-bypass",
  policy: { statuses: ["fully"], audience: "railway.example" },
  admission: { outcome: "not-admitted", code: "POLICY_AUDIENCE_MISMATCH" },
  certificate: certificate({ claims: { ...CLAIMS, aud: "railway.example.net" } }),
});
