// The honest chain, at a gate whose clock is one second earlier than is tolerated.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "A clock 301 seconds before the trust bundle is implausible",
  spec: "6.5",
  why: "The authority has signed at a later time than the gate believes it is: nothing can be said about dates.",
  bugClass: "clock",
  now: TRUST_ISSUED_AT - CLOCK_TOLERANCE_SECONDS - 1,
  certificate: certificate(),
});
