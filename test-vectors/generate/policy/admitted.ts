// The honest chain at a gate that admits who is fully vaccinated.

import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A gate admits the statuses of its policy",
  spec: "7",
  why: "The plainest policy, fulfilled.",
  bugClass: "over-strict",
  nearMiss: ["POLICY_STATUS_NOT_ADMITTED", "POLICY_TOO_OLD", "POLICY_SPECIMEN_NOT_ADMITTED"],
  policy: { statuses: ["fully"] },
  admission: { outcome: "admitted" },
  certificate: certificate(),
});
