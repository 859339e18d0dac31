// How old the held trust is, in the four steps that a guard is shown. The verdict decides by the same numbers in the worker; this is
// only what stands on the screen all the time.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import type { TrustSummary } from "../worker/calls.ts";

export type Freshness = "none" | "clock" | "stale" | "ageing" | "fresh";

/** The step at `now` (NumericDate). */
export function freshnessOf(trust: TrustSummary, now: number): Freshness {
  if (!trust.ok) return trust.code === "CLOCK_IMPLAUSIBLE" ? "clock" : "none";
  if (now < trust.clockFloor - CLOCK_TOLERANCE_SECONDS) return "clock";
  const inUse = trust.lists.filter(({ acceptUntil }) => now <= acceptUntil);
  if (now >= trust.expires || inUse.some(({ isBehind }) => isBehind)) return "stale";
  const oldest = now - Math.min(trust.fresh, ...inUse.map(({ issued }) => issued));
  if (oldest > trust.staleAfterSeconds) return "stale";
  return oldest > trust.ageingAfterSeconds ? "ageing" : "fresh";
}

/** When the oldest list in use was signed, or null where none is held. */
export function oldestList(trust: TrustSummary, now: number): number | null {
  if (!trust.ok) return null;
  const issued = trust.lists
    .filter(({ acceptUntil, issued }) => now <= acceptUntil && issued > 0)
    .map((list) => list.issued);
  return issued.length === 0 ? null : Math.min(...issued);
}
