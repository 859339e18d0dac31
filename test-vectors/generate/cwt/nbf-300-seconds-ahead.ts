// The honest chain with an nbf as far in the future as a lagging clock explains.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate that begins 300 seconds ahead of the gate's clock is valid",
  spec: "6.9",
  why: "The tolerance is the same for nbf as for iat.",
  bugClass: "boundary",
  nearMiss: ["CWT_NOT_YET_VALID"],
  certificate: certificate({ claims: { ...CLAIMS, nbf: NOW + CLOCK_TOLERANCE_SECONDS } }),
});
