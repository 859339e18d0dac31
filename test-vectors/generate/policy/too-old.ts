// The honest chain at a gate whose greatest age is one second less than the certificate's.

import { certificate } from "../chain.ts";
import { ISSUED_AT, NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate older than a gate allows is not admitted",
  spec: "7",
  why: "It has not expired; this gate wants a fresher answer.",
  bugClass: "boundary",
  policy: { statuses: ["fully"], maxAgeSeconds: NOW - ISSUED_AT - 1 },
  admission: { outcome: "not-admitted", code: "POLICY_TOO_OLD" },
  certificate: certificate(),
});
