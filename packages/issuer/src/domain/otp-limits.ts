// The limits on one-time codes as pure functions over a number's history: how often codes are sent, how often they may be wrong, on
// one number and over all. Only the last bounds somebody who walks over numbers: takeovers a day = failures a day ÷ 10^digits.
// Every limit answers with the seconds to wait; none is silent. Limits per address or device need HTTP and are elsewhere.

import { FAILURE_BUCKET_SECONDS, type FailureBucket, type NumberHistory } from "./challenge.ts";
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
  /** Past `soft` an operator is alarmed; past `hard` only people who passed another check go on. */
  readonly failuresOverall: { readonly soft: WindowLimit; readonly hard: WindowLimit };
};

const HOUR = 3_600;
const DAY = 86_400;

/** At 6 digits and 10,000 failures a day, one hit in a hundred days of full attack. */
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
  failuresOverall: { soft: { count: 1_000, seconds: HOUR }, hard: { count: 10_000, seconds: DAY } },
};

/** What a limit is asked with. `humanChecked`: the client has passed a check that costs a machine more than a code is worth. */
export type LimitContext = { readonly now: number; readonly policy: OtpPolicy; readonly humanChecked: boolean };

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
 * that asking again is no way to more of them. Codes: OTP_COOL_DOWN, OTP_ATTEMPTS_SPENT, OTP_TOO_SOON, OTP_BUDGET_SPENT.
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
  return { ok: true, carriedAttempts, resendAfterSeconds: secondsUntilSend([now, ...history.sends], context) };
}

function secondsUntilSend(sends: readonly number[], { now, policy }: LimitContext): number {
  return Math.max(...policy.sendsPerNumber.map((limit) => secondsUntilFree(sends, limit, now)));
}

/** Whether a code may be tried at all. Codes: OTP_COOL_DOWN, OTP_BUDGET_SPENT. Null: yes. */
export function admitAttempt(history: NumberHistory, { now, policy, humanChecked }: LimitContext): Refusal | null {
  const coolDown = coolDownUntil(history.failures, policy) - now;
  if (coolDown > 0) return refusal("OTP_COOL_DOWN", { retryAfterSeconds: coolDown });
  const wait = humanChecked ? 0 : secondsUntilBudget(history.failureBuckets, policy.failuresOverall.hard, now);
  return wait > 0 ? refusal("OTP_BUDGET_SPENT", { retryAfterSeconds: wait }) : null;
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

/** A bucket counts until its last second has left the window: the sum is never too low. Newest first. */
function secondsUntilBudget(buckets: readonly FailureBucket[], { count, seconds }: WindowLimit, now: number): number {
  let sum = 0;
  for (const bucket of buckets) {
    const leaves = bucket.start + FAILURE_BUCKET_SECONDS + seconds - now;
    if (leaves <= 0) break;
    sum += bucket.count;
    // The newest buckets alone reach the limit: it is free when the oldest of these leaves.
    if (sum >= count) return leaves;
  }
  return 0;
}

/** How much of the global budget is used: `soft` should wake somebody. */
export function failureBudgetState(
  buckets: readonly FailureBucket[],
  { now, policy }: { readonly now: number; readonly policy: OtpPolicy },
): "normal" | "soft" | "hard" {
  const { soft, hard } = policy.failuresOverall;
  if (secondsUntilBudget(buckets, hard, now) > 0) return "hard";
  return secondsUntilBudget(buckets, soft, now) > 0 ? "soft" : "normal";
}
