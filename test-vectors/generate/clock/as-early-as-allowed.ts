// The honest chain, at a gate whose clock lags as much behind the trust bundle as is tolerated.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A clock 300 seconds before the trust bundle is plausible",
  spec: "6.5",
  why: "Cheap phones lag by minutes; the tolerance itself is allowed.",
  bugClass: "boundary",
  nearMiss: ["CLOCK_IMPLAUSIBLE"],
  now: TRUST_ISSUED_AT - CLOCK_TOLERANCE_SECONDS,
  certificate: certificate(),
});
