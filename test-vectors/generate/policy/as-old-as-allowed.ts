// The honest chain at a gate that admits certificates of at most two hours; it is exactly as old.

import { certificate } from "../chain.ts";
import { ISSUED_AT, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate exactly as old as a gate allows is admitted",
  spec: "7",
  why: "The greatest age is still allowed.",
  bugClass: "boundary",
  nearMiss: ["POLICY_TOO_OLD"],
  policy: { statuses: ["fully"], maxAgeSeconds: NOW - ISSUED_AT },
  admission: { outcome: "admitted" },
  certificate: certificate(),
});
