// The honest chain with iat as far in the future as a lagging clock explains.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A certificate issued 300 seconds ahead of the gate's clock is valid",
  spec: "6.9",
  why: "It is used at once after it was issued, at a gate whose clock lags.",
  bugClass: "boundary",
  nearMiss: ["CWT_NOT_YET_VALID"],
  certificate: certificate({ claims: { ...CLAIMS, iat: NOW + CLOCK_TOLERANCE_SECONDS } }),
});
