// The honest chain with an nbf one second further in the future than a lagging clock explains.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_NOT_YET_VALID", "dates", {
  title: "A certificate that begins 301 seconds ahead of the gate's clock is not yet valid",
  spec: "6.9",
  why: "nbf counts where it stands: looking at iat alone accepts a certificate made for next week.",
  bugClass: "missing-check",
  certificate: certificate({ claims: { ...CLAIMS, nbf: NOW + CLOCK_TOLERANCE_SECONDS + 1 } }),
});
