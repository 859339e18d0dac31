// Codes sent against codes confirmed: who sends messages for the money that some operator gets for them (SMS pumping), or to be a nuisance,
// confirms none. Past two sends to a confirmation somebody should look; past four, series of numbers from which nobody has confirmed
// get a few messages only. Counts live in this process's memory: a rule over fifteen minutes needs no database, and each of
// several processes sees its share of the same traffic.

import { type Refusal, refusal } from "./refusal.ts";

/** Every figure of the rule. */
export type TrafficPolicy = {
  readonly windowSeconds: number;
  /** Sends count from this age on: before, people may still be typing. A code's life, so that a rush is not taken for an attack. */
  readonly graceSeconds: number;
  /** Fewer sends than this in the window say nothing. */
  readonly leastSends: number;
  /** Sends to one confirmation. */
  readonly alarmRatio: number;
  readonly stopRatio: number;
  /** Messages in the window to a series from which nobody has confirmed, while new series are stopped. */
  readonly freeSends: number;
  /** How long one confirmation vouches for its series. */
  readonly trustSeconds: number;
};

export const DEFAULT_TRAFFIC_POLICY: TrafficPolicy = {
  windowSeconds: 900,
  graceSeconds: 180,
  leastSends: 100,
  alarmRatio: 2,
  stopRatio: 4,
  freeSends: 2,
  trustSeconds: 86_400,
};

/** `stopped`: new series are held back. */
export type TrafficState = "normal" | "alarm" | "stopped";

/** The counts of one process. */
export type TrafficMeter = {
  /** Whether a message may go to this series now: OTP_TRAFFIC_PAUSED with the seconds to wait, or null. */
  admit(series: string, now: number): Refusal | null;
  sent(series: string, now: number): void;
  confirmed(series: string, now: number): void;
  state(now: number): TrafficState;
};

/** Digits of an E.164 number that name its series: country, operator and region. It is nobody's number. */
const SERIES_LENGTH = 7;

/** Minutes in memory, and series in each: India has some ten thousand. */
const BUCKET_SECONDS = 60;
const MAX_SERIES = 20_000;

/** The series of a number in E.164. */
export function seriesOf(mobile: string): string {
  return mobile.slice(0, SERIES_LENGTH);
}

type Bucket = { readonly start: number; sends: number; confirmations: number; readonly bySeries: Map<string, number> };

/** A meter that has seen nothing. */
export function createTrafficMeter(policy: TrafficPolicy = DEFAULT_TRAFFIC_POLICY): TrafficMeter {
  /** Oldest first. */
  let buckets: Bucket[] = [];
  /** When somebody in a series last confirmed; oldest first. */
  const trusted = new Map<string, number>();

  /** The moment at which a bucket is forgotten. */
  function endOf({ start }: Bucket): number {
    return start + BUCKET_SECONDS + policy.graceSeconds + policy.windowSeconds;
  }

  function bucketAt(now: number): Bucket {
    buckets = buckets.filter((bucket) => now < endOf(bucket));
    const start = now - (now % BUCKET_SECONDS);
    const newest = buckets.at(-1);
    if (newest !== undefined && newest.start >= start) return newest;
    const bucket: Bucket = { start, sends: 0, confirmations: 0, bySeries: new Map() };
    buckets.push(bucket);
    return bucket;
  }

  function stateAt(now: number): TrafficState {
    bucketAt(now);
    const ripe = buckets.filter(({ start }) => start + BUCKET_SECONDS + policy.graceSeconds <= now);
    const sends = ripe.reduce((sum, bucket) => sum + bucket.sends, 0);
    const confirmations = buckets.reduce((sum, bucket) => sum + bucket.confirmations, 0);
    if (sends < policy.leastSends) return "normal";
    if (sends > policy.stopRatio * confirmations) return "stopped";
    return sends > policy.alarmRatio * confirmations ? "alarm" : "normal";
  }

  return {
    admit(series, now) {
      if (stateAt(now) !== "stopped") return null;
      if (now < (trusted.get(series) ?? Number.NEGATIVE_INFINITY) + policy.trustSeconds) return null;
      const used = buckets.filter(({ bySeries }) => bySeries.has(series));
      const sends = used.reduce((sum, { bySeries }) => sum + (bySeries.get(series) ?? 0), 0);
      const [oldest] = used;
      if (sends < policy.freeSends || oldest === undefined) return null;
      return refusal("OTP_TRAFFIC_PAUSED", { retryAfterSeconds: endOf(oldest) - now });
    },
    sent(series, now) {
      const bucket = bucketAt(now);
      bucket.sends++;
      const sends = bucket.bySeries.get(series);
      if (sends !== undefined || bucket.bySeries.size < MAX_SERIES) bucket.bySeries.set(series, (sends ?? 0) + 1);
    },
    confirmed(series, now) {
      bucketAt(now).confirmations++;
      // To the end of the order in which a Map keeps its members, so that the first is the oldest.
      trusted.delete(series);
      trusted.set(series, now);
      if (trusted.size > MAX_SERIES) trusted.delete(trusted.keys().next().value as string);
    },
    state: stateAt,
  };
}
