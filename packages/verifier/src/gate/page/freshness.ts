// How old the held trust is, in the four steps that a guard is shown. The verdict decides by the same numbers in the worker; this is
// only what stands on the screen all the time.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import type { TrustSummary } from "../worker/calls.ts";

export type Freshness = "none" | "clock" | "stale" | "ageing" | "fresh";

/** The step at `now` (NumericDate). */
export function freshnessOf(trust: TrustSummary, now: number): Freshness {
  if (!trust.ok) return trust.code === "CLOCK_IMPLAUSIBLE" ? "clock" : "none";
  if (now < trust.clockFloor - CLOCK_TOLERANCE_SECONDS) return "clock";
  const age = now - trust.fresh;
  const lists = trust.lists.map(({ issued }) => now - issued);
  const oldest = Math.max(age, ...lists);
  if (now >= trust.expires || oldest > trust.staleAfterSeconds) return "stale";
  return oldest > trust.ageingAfterSeconds ? "ageing" : "fresh";
}
