// How many of each outcome in each hour, and nothing else: no name, no code, no time finer than the hour.

import type { ShownOutcome } from "@mohor/verifier";

export const COUNTED = ["admitted", "not-admitted", "invalid", "undecided", "specimen"] as const;
export type Counted = (typeof COUNTED)[number];

/** Counts by hour: the start of the hour as NumericDate. */
export type Counters = Readonly<Record<number, Readonly<Partial<Record<Counted, number>>>>>;

const HOUR_SECONDS = 3_600;

/** Seconds that an hour's counts are kept. */
const KEPT_SECONDS = 7 * 86_400;

/** The counters after one more outcome; hours older than a week are gone. */
export function countOne(counters: Counters, shown: ShownOutcome, now: number): Counters {
  const hour = now - (now % HOUR_SECONDS);
  // A gate always has a policy, so nothing is merely valid.
  const outcome: Counted = shown === "valid" ? "admitted" : shown;
  const counts = counters[hour] ?? {};
  return { ...pruned(counters, now), [hour]: { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 } };
}

/** The counters of what was kept; what does not fit is left out. */
export function decodeCounters(value: unknown, now: number): Counters {
  if (typeof value !== "object" || value === null) return {};
  const counters: Record<number, Partial<Record<Counted, number>>> = {};
  for (const [hour, counts] of Object.entries(value)) {
    if (!/^\d{1,12}$/.test(hour) || typeof counts !== "object" || counts === null) continue;
    const kept: Partial<Record<Counted, number>> = {};
    for (const outcome of COUNTED) {
      const count: unknown = (counts as Readonly<Record<string, unknown>>)[outcome];
      if (Number.isSafeInteger(count) && (count as number) > 0) kept[outcome] = count as number;
    }
    counters[Number(hour)] = kept;
  }
  return pruned(counters, now);
}

/** All hours together. */
export function totalOf(counters: Counters): Readonly<Record<Counted, number>> {
  const total = { admitted: 0, "not-admitted": 0, invalid: 0, undecided: 0, specimen: 0 };
  for (const counts of Object.values(counters)) {
    for (const outcome of COUNTED) total[outcome] += counts[outcome] ?? 0;
  }
  return total;
}

function pruned(counters: Counters, now: number): Counters {
  return Object.fromEntries(Object.entries(counters).filter(([hour]) => now - Number(hour) < KEPT_SECONDS));
}
