// The limits on one-time codes as pure functions over a number's history: how often codes are sent and how often they may be wrong, on
// one number, from one block of addresses, and over all. Only the last bounds somebody who walks over numbers: takeovers a day =
// wrong codes a day ÷ 10^digits. That quotient itself is the budget here; as it is used up codes grow longer, so that whoever
// spends it cannot shut everybody else out (docs/decisions/0036). Every limit answers with the seconds to wait; none is silent.

import {
  type BlockBucket,
  type CodeDigits,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  type NumberHistory,
} from "./challenge.ts";
import type { DeskLimits } from "./entity.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** At most `count` in any `seconds`. */
export type WindowLimit = { readonly count: number; readonly seconds: number };

/** Every figure of the OTP rules. */
export type OtpPolicy = {
  /** 6 because that is what people know; 8 for a large deployment. */
  readonly codeDigits: 6 | 8;
  /** How long a code lives. NIST SP 800-63B allows ten minutes. */
  readonly lifeSeconds: number;
  /** Tries on one code and the codes that replace it. */
  readonly maxAttempts: number;
  /** From the request on, how long a confirmed code gives its answer again to an honest client that lost it. */
  readonly replaySeconds: number;
  readonly sendsPerNumber: readonly WindowLimit[];
  readonly failuresPerNumber: WindowLimit & { readonly coolDownSeconds: number };
  /**
   * From this failure within the window of failuresPerNumber on, each costs a wait, twice as long as the one before: all tries of a
   * first code are free.
   */
  readonly waitPerNumber: {
    readonly fromFailure: number;
    readonly firstSeconds: number;
    readonly longestSeconds: number;
  };
  /** Every confirmation from a block makes room for two codes more and one wrong code: a mobile network has thousands behind one. */
  readonly sendsPerBlock: readonly WindowLimit[];
  readonly failuresPerBlock: WindowLimit;
  /** Takeovers that may be expected in any day. */
  readonly takeoversPerDay: number;
};

const HOUR = 3_600;
const DAY = 86_400;

/** 0.001 takeovers a day are 1,000 wrong codes of six digits, or 100,000 of eight. */
export const DEFAULT_OTP_POLICY: OtpPolicy = {
  codeDigits: 6,
  lifeSeconds: 180,
  maxAttempts: 5,
  replaySeconds: 600,
  sendsPerNumber: [
    { count: 1, seconds: 60 },
    { count: 3, seconds: HOUR },
    { count: 5, seconds: DAY },
  ],
  failuresPerNumber: { count: 15, seconds: DAY, coolDownSeconds: DAY },
  waitPerNumber: { fromFailure: 6, firstSeconds: 30, longestSeconds: HOUR },
  sendsPerBlock: [
    { count: 10, seconds: HOUR },
    { count: 50, seconds: DAY },
  ],
  failuresPerBlock: { count: 20, seconds: HOUR },
  takeoversPerDay: 0.001,
};

/** Codes that one confirmation from a block makes room for: its own, and one that somebody else there let lie. */
const SENDS_PER_CONFIRMATION = 2;

/** Codes of so many digits may be guessed wrong until this share of the day's budget is used up. */
const RUNGS: readonly { readonly digits: CodeDigits; readonly share: number }[] = [
  { digits: 6, share: 0.5 },
  { digits: 8, share: 0.95 },
  // What is left stands for 50 million wrong codes a day: more than a million numbers allow in three days.
  { digits: 12, share: 1 },
];
const LONGEST: CodeDigits = 12;

/** The chance of one guess to be right, in units of 10^-12: whole numbers for every length. */
export function chanceOfGuess(digits: CodeDigits): number {
  return 10 ** (12 - digits);
}

/** What a limit is asked with. `humanChecked`: the client has passed a check that costs a machine more than a code is worth. */
export type LimitContext = {
  readonly now: number;
  readonly policy: OtpPolicy;
  readonly humanChecked: boolean;
  /** Digits of the code that is to be sent, or tried. */
  readonly codeDigits: CodeDigits;
  /** Limits of the help desk that asks: then the history's block is the desk's, and these hold in place of a block's. */
  readonly desk?: DeskLimits;
};

/** A code may be sent. */
export type SendAdmission = {
  readonly ok: true;
  /** Tries that the new code inherits. */
  readonly carriedAttempts: number;
  /** When the next one may be asked for. */
  readonly resendAfterSeconds: number;
};

/**
 * Whether another code may be sent, and the tries carried over to it: a code that replaces a live one inherits its tries, so
 * that asking again is no way to more of them. Codes: OTP_COOL_DOWN, OTP_TOO_SOON, OTP_BUDGET_SPENT, OTP_LENGTH_RAISED (draw a
 * longer one), OTP_ATTEMPTS_SPENT, OTP_BLOCK_LIMIT, DESK_CODES_SPENT, DESK_FAILURES_SPENT.
 */
export function admitSend(history: NumberHistory, context: LimitContext): SendAdmission | Refusal {
  const { now, policy } = context;
  const refused = admitAttempt(history, context);
  if (refused !== null) return refused;
  const { unconfirmed } = history;
  const carriedAttempts = unconfirmed !== null && now < unconfirmed.expiresAt ? unconfirmed.attempts : 0;
  if (unconfirmed !== null && carriedAttempts >= policy.maxAttempts) {
    return refusal("OTP_ATTEMPTS_SPENT", { retryAfterSeconds: unconfirmed.expiresAt - now });
  }
  const wait = secondsUntilSend(history.sends, context);
  if (wait > 0) return refusal("OTP_TOO_SOON", { retryAfterSeconds: wait });
  const blockWait = secondsUntilBlockSend(history.block ?? [], context);
  if (blockWait > 0) {
    const code = context.desk === undefined ? "OTP_BLOCK_LIMIT" : "DESK_CODES_SPENT";
    return refusal(code, { retryAfterSeconds: blockWait });
  }
  return { ok: true, carriedAttempts, resendAfterSeconds: secondsUntilSend([now, ...history.sends], context) };
}

function secondsUntilSend(sends: readonly number[], { now, policy }: LimitContext): number {
  return Math.max(...policy.sendsPerNumber.map((limit) => secondsUntilFree(sends, limit, now)));
}

/**
 * Whether a code of these digits may be tried at all. Codes: OTP_COOL_DOWN, OTP_TOO_SOON (a wait after many wrong ones),
 * DESK_FAILURES_SPENT, OTP_BUDGET_SPENT, OTP_LENGTH_RAISED. Null: yes.
 */
export function admitAttempt(history: NumberHistory, context: LimitContext): Refusal | null {
  const { now, policy } = context;
  const coolDown = coolDownUntil(history.failures, policy) - now;
  if (coolDown > 0) return refusal("OTP_COOL_DOWN", { retryAfterSeconds: coolDown });
  const wait = waitUntil(history.failures, context) - now;
  if (wait > 0) return refusal("OTP_TOO_SOON", { retryAfterSeconds: wait });
  const deskWait = secondsUntilDeskTry(history.block ?? [], context);
  if (deskWait > 0) return refusal("DESK_FAILURES_SPENT", { retryAfterSeconds: deskWait });
  const needed = digitsNeeded(history, context);
  if (needed === null) {
    const left = budgetOf(policy) - chanceOfGuess(LONGEST);
    return refusal("OTP_BUDGET_SPENT", { retryAfterSeconds: secondsUntilBelow(history.failureBuckets, left, now) });
  }
  return context.codeDigits < needed ? refusal("OTP_LENGTH_RAISED") : null;
}

/**
 * Digits that a code must have now, at least the policy's: more as the day's budget is used up, and the most from a block with many
 * wrong codes. Null: the budget is spent, and only people who passed another check go on.
 */
export function digitsNeeded(
  { failureBuckets, block }: Pick<NumberHistory, "failureBuckets" | "block">,
  { now, policy, humanChecked, desk }: Omit<LimitContext, "codeDigits">,
): CodeDigits | null {
  const overall = humanChecked ? policy.codeDigits : digitsForBudget(failureBuckets, { now, policy });
  const { count, seconds } = policy.failuresPerBlock;
  const isSuspect =
    desk === undefined &&
    usedByBlock(block ?? [], now, seconds, ({ failures, confirmations }) => failures - confirmations) >= count;
  return overall !== null && isSuspect ? LONGEST : overall;
}

function digitsForBudget(
  buckets: readonly FailureBucket[],
  { now, policy }: Pick<LimitContext, "now" | "policy">,
): CodeDigits | null {
  const spent = spentWithin(buckets, now);
  const rung = RUNGS.find(
    ({ digits, share }) => digits >= policy.codeDigits && spent + chanceOfGuess(digits) <= share * budgetOf(policy),
  );
  return rung?.digits ?? null;
}

/** The day's budget in units of 10^-12. */
function budgetOf({ takeoversPerDay }: OtpPolicy): number {
  return Math.round(takeoversPerDay * 1e12);
}

/** Seconds until one more event keeps the limit; 0 where it does now. `times` are newest first. */
function secondsUntilFree(times: readonly number[], { count, seconds }: WindowLimit, now: number): number {
  const nth = times[count - 1];
  return nth === undefined ? 0 : Math.max(0, nth + seconds - now);
}

/** The end of the last cool-down: it began with the failure that reached the limit. */
function coolDownUntil(failures: readonly number[], { failuresPerNumber }: OtpPolicy): number {
  const { count, seconds, coolDownSeconds } = failuresPerNumber;
  for (const [index, newest] of failures.entries()) {
    const oldest = failures[index + count - 1];
    if (oldest === undefined) break;
    if (newest - oldest < seconds) return newest + coolDownSeconds;
  }
  return Number.NEGATIVE_INFINITY;
}

/** The end of the wait that the newest failure costs. */
function waitUntil(failures: readonly number[], { now, policy }: LimitContext): number {
  const { fromFailure, firstSeconds, longestSeconds } = policy.waitPerNumber;
  const recent = failures.filter((at) => at > now - policy.failuresPerNumber.seconds);
  const [newest] = recent;
  if (newest === undefined || recent.length < fromFailure) return Number.NEGATIVE_INFINITY;
  return newest + Math.min(firstSeconds * 2 ** (recent.length - fromFailure), longestSeconds);
}

/** A bucket counts until its last second has left the window, so a sum is never too low. */
function isWithin({ start }: { readonly start: number }, now: number, seconds: number): boolean {
  return now < start + FAILURE_BUCKET_SECONDS + seconds;
}

function spentWithin(buckets: readonly FailureBucket[], now: number): number {
  return buckets.reduce((sum, bucket) => (isWithin(bucket, now, DAY) ? sum + bucket.count : sum), 0);
}

/** Seconds until no more than `most` is spent. Newest first: it is so when the oldest of those that alone are too much has left. */
function secondsUntilBelow(buckets: readonly FailureBucket[], most: number, now: number): number {
  let sum = 0;
  for (const { start, count } of buckets) {
    sum += count;
    if (sum > most) return start + FAILURE_BUCKET_SECONDS + DAY - now;
  }
  return 0;
}

function usedByBlock(
  buckets: readonly BlockBucket[],
  now: number,
  seconds: number,
  use: (bucket: BlockBucket) => number,
): number {
  return buckets.reduce((sum, bucket) => (isWithin(bucket, now, seconds) ? sum + use(bucket) : sum), 0);
}

function secondsUntilBlockSend(buckets: readonly BlockBucket[], { now, policy, desk }: LimitContext): number {
  const limits = desk === undefined ? policy.sendsPerBlock : sendsPerDesk(desk);
  const use = ({ sends, confirmations }: BlockBucket) => sends - SENDS_PER_CONFIRMATION * confirmations;
  return secondsUntilBlockFree(buckets, limits, use, now);
}

function sendsPerDesk({ codesPerHour }: DeskLimits): readonly WindowLimit[] {
  return [
    { count: codesPerHour, seconds: HOUR },
    { count: 4 * codesPerHour, seconds: DAY },
  ];
}

/** Wrong codes at a desk are not made up for by right ones: whoever guesses there also serves honest people. */
function secondsUntilDeskTry(buckets: readonly BlockBucket[], { now, desk }: LimitContext): number {
  if (desk === undefined) return 0;
  const limit = { count: desk.wrongCodesPerDay, seconds: DAY };
  return secondsUntilBlockFree(buckets, [limit], ({ failures }) => failures, now);
}

/** Confirmations leave the windows too, so the wait is looked for among the moments at which a bucket leaves. */
function secondsUntilBlockFree(
  buckets: readonly BlockBucket[],
  limits: readonly WindowLimit[],
  use: (bucket: BlockBucket) => number,
  now: number,
): number {
  const isFree = (at: number) => limits.every(({ count, seconds }) => usedByBlock(buckets, at, seconds, use) < count);
  if (isFree(now)) return 0;
  const moments = limits.flatMap(({ seconds }) => buckets.map(({ start }) => start + FAILURE_BUCKET_SECONDS + seconds));
  const free = moments.toSorted((a, b) => a - b).find((at) => at > now && isFree(at));
  // The last moment empties every window.
  return (free ?? now + DAY) - now;
}

/** How much of the global budget is used: from `soft` on codes are longer, and somebody should look; at `hard` it is spent. */
export function failureBudgetState(
  buckets: readonly FailureBucket[],
  { now, policy }: { readonly now: number; readonly policy: OtpPolicy },
): "normal" | "soft" | "hard" {
  const digits = digitsForBudget(buckets, { now, policy });
  if (digits === null) return "hard";
  return spentWithin(buckets, now) * 2 < budgetOf(policy) ? "normal" : "soft";
}
