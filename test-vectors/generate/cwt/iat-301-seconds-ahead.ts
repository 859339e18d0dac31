// The honest chain with iat one second further in the future than a lagging clock explains.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_NOT_YET_VALID", "dates", {
  title: "A certificate issued 301 seconds ahead of the gate's clock is not yet valid",
  spec: "6.9",
  why: "The tolerance has an end.",
  bugClass: "boundary",
  certificate: certificate({ claims: { ...CLAIMS, iat: NOW + CLOCK_TOLERANCE_SECONDS + 1 } }),
});
