// A specimen made for another verifying entity, of a status and an age that the gate does not admit either.

import { CLAIMS, certificate } from "../chain.ts";
import { SPECIMEN_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "Of several reasons against admission the spec names the first",
  spec: "7",
  why: "Two verifiers give one code only where the order is fixed: specimen, audience, status, age.",
  bugClass: "missing-check",
  notices: ["STATUSLIST_MISSING", "KEY_SPECIMEN"],
  policy: { statuses: ["not"], maxAgeSeconds: 60 },
  admission: { outcome: "not-admitted", code: "POLICY_SPECIMEN_NOT_ADMITTED" },
  certificate: certificate({ key: SPECIMEN_KEY, claims: { ...CLAIMS, aud: "railway.example" } }),
});
