import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import type { NumberHistory } from "../../src/domain/challenge.ts";
import {
  admitAttempt,
  admitSend,
  DEFAULT_OTP_POLICY,
  failureBudgetState,
  type LimitContext,
} from "../../src/domain/otp-limits.ts";
import { NOW } from "../issuer-fixture.ts";

const EMPTY: NumberHistory = { sends: [], failures: [], unconfirmed: null, failureBuckets: [], block: null };
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

function at(now: number, humanChecked = false): LimitContext {
  return { now, policy: DEFAULT_OTP_POLICY, humanChecked };
}

describe("admitSend", () => {
  it("lets a first code go, and says when the next may be asked for", () => {
    expect(admitSend(EMPTY, at(NOW))).toEqual({ ok: true, carriedAttempts: 0, resendAfterSeconds: MINUTE });
  });

  it.each([
    ["one in 60 seconds", [NOW - 59], 1],
    ["three an hour", [NOW - 61, NOW - 200, NOW - 400], HOUR - 400],
    ["five a day", [NOW - 2 * HOUR, NOW - 3 * HOUR, NOW - 4 * HOUR, NOW - 5 * HOUR, NOW - 6 * HOUR], DAY - 6 * HOUR],
  ])("sends at most %s", (_limit, sends, retryAfterSeconds) => {
    const history = { ...EMPTY, sends };
    expect(admitSend(history, at(NOW))).toEqual({ ok: false, code: "OTP_TOO_SOON", retryAfterSeconds });
    expect(admitSend(history, at(NOW + retryAfterSeconds)).ok).toBe(true);
    expect(admitSend(history, at(NOW + retryAfterSeconds - 1)).ok).toBe(false);
  });

  it("hands the tries of a live code on to the one that replaces it", () => {
    const history = { ...EMPTY, sends: [NOW - 100], unconfirmed: { attempts: 3, expiresAt: NOW + 80 } };
    expect(admitSend(history, at(NOW))).toMatchObject({ ok: true, carriedAttempts: 3 });
  });

  it("forgets them when the code has expired", () => {
    const history = { ...EMPTY, unconfirmed: { attempts: 3, expiresAt: NOW } };
    expect(admitSend(history, at(NOW))).toMatchObject({ ok: true, carriedAttempts: 0 });
  });

  it("sends none while a spent code lives", () => {
    const history = { ...EMPTY, sends: [NOW - 100], unconfirmed: { attempts: 5, expiresAt: NOW + 80 } };
    expect(admitSend(history, at(NOW))).toEqual({ ok: false, code: "OTP_ATTEMPTS_SPENT", retryAfterSeconds: 80 });
    expect(admitSend(history, at(NOW + 80)).ok).toBe(true);
  });
});

describe("admitAttempt", () => {
  /** `count` failures, the newest at `last`, evenly over `seconds`. */
  function failures(count: number, last: number, seconds: number): number[] {
    return Array.from({ length: count }, (_, index) => last - Math.floor((index * seconds) / count));
  }

  it("cools a number down for a day after fifteen failures within a day", () => {
    const history = { ...EMPTY, failures: failures(15, NOW, 10 * HOUR) };
    expect(admitAttempt(history, at(NOW))).toEqual({ ok: false, code: "OTP_COOL_DOWN", retryAfterSeconds: DAY });
    expect(admitAttempt(history, at(NOW + DAY - 1))).toMatchObject({ retryAfterSeconds: 1 });
    expect(admitAttempt(history, at(NOW + DAY))).toBeNull();
  });

  it("holds the cool-down when a wrong code comes in the middle of it", () => {
    const history = { ...EMPTY, failures: [NOW + HOUR, ...failures(15, NOW, 10 * HOUR)] };
    expect(admitAttempt(history, at(NOW + 2 * HOUR))?.code).toBe("OTP_COOL_DOWN");
  });

  it("allows fourteen failures a day, and fifteen over more than a day", () => {
    expect(admitAttempt({ ...EMPTY, failures: failures(14, NOW, HOUR) }, at(NOW))).toBeNull();
    const spread = Array.from({ length: 15 }, (_, index) => NOW - index * 6_172);
    expect(admitAttempt({ ...EMPTY, failures: spread }, at(NOW))).toBeNull();
  });

  it("stops at the global budget until enough of it is a day old, but for people who passed a check", () => {
    const start = NOW - (NOW % 600);
    const failureBuckets = [
      { start, count: 4_000 },
      { start: start - 6 * HOUR, count: 6_000 },
    ];
    const refused = admitAttempt({ ...EMPTY, failureBuckets }, at(NOW));
    const retryAfterSeconds = start - 6 * HOUR + 600 + DAY - NOW;
    expect(refused).toEqual({ ok: false, code: "OTP_BUDGET_SPENT", retryAfterSeconds });
    expect(admitAttempt({ ...EMPTY, failureBuckets }, at(NOW + retryAfterSeconds))).toBeNull();
    expect(admitAttempt({ ...EMPTY, failureBuckets }, at(NOW, true))).toBeNull();
    expect(admitSend({ ...EMPTY, failureBuckets }, at(NOW)).ok).toBe(false);
  });

  it("always names a wait after which it lets go", () => {
    const times = fc.array(fc.integer({ min: 1, max: 2 * DAY }), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, (sends, failed) => {
        const newestFirst = (list: number[]) => list.map((ago) => NOW - ago).toSorted((a, b) => b - a);
        const history = { ...EMPTY, sends: newestFirst(sends), failures: newestFirst(failed) };
        let now = NOW;
        for (let step = 0; step < 5; step++) {
          const answer = admitSend(history, at(now));
          if (answer.ok) return;
          expect(answer.retryAfterSeconds).toBeGreaterThan(0);
          now += answer.retryAfterSeconds as number;
        }
        expect(admitSend(history, at(now)).ok).toBe(true);
      }),
      runs(500),
    );
  });
});

describe("failureBudgetState", () => {
  const policy = DEFAULT_OTP_POLICY;
  const start = NOW - (NOW % 600);

  it.each([
    ["normal", [{ start, count: 999 }]],
    ["soft", [{ start, count: 1_000 }]],
    ["normal", [{ start: start - 2 * HOUR, count: 1_000 }]],
    ["hard", [{ start: start - 2 * HOUR, count: 10_000 }]],
    ["normal", [{ start: start - DAY - HOUR, count: 10_000 }]],
  ] as const)("is %s with %j", (state, buckets) => {
    expect(failureBudgetState(buckets, { now: NOW, policy })).toBe(state);
  });
});
