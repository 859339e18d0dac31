import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import type { BlockBucket, CodeDigits, NumberHistory } from "../../src/domain/challenge.ts";
import {
  admitAttempt,
  admitSend,
  chanceOfGuess,
  DEFAULT_OTP_POLICY,
  digitsNeeded,
  failureBudgetState,
  type LimitContext,
} from "../../src/domain/otp-limits.ts";
import { NOW } from "../issuer-fixture.ts";

const EMPTY: NumberHistory = { sends: [], failures: [], unconfirmed: null, failureBuckets: [], block: null };
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

function at(now: number, humanChecked = false, codeDigits: CodeDigits = 6): LimitContext {
  return { now, policy: DEFAULT_OTP_POLICY, humanChecked, codeDigits };
}

/** A stretch of ten minutes of a block; what is not said is nothing. */
function bucket(fields: Partial<BlockBucket> & { readonly start: number }): BlockBucket {
  return { sends: 0, confirmations: 0, failures: 0, ...fields };
}

/** Chances spent by wrong codes of so many digits. */
function wrong(count: number, digits: CodeDigits): number {
  return count * chanceOfGuess(digits);
}

/** The beginning of the stretch that NOW is in. */
const START = NOW - (NOW % 600);

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
    expect(admitAttempt({ ...EMPTY, failures: failures(14, NOW - HOUR, HOUR) }, at(NOW))).toBeNull();
    const spread = Array.from({ length: 15 }, (_, index) => NOW - HOUR - index * 6_172);
    expect(admitAttempt({ ...EMPTY, failures: spread }, at(NOW))).toBeNull();
  });

  it("makes each wrong code after the fifth of a day wait twice as long, from half a minute to an hour", () => {
    const waits = Array.from({ length: 14 }, (_, index) => {
      const history = { ...EMPTY, failures: failures(index + 1, NOW, HOUR) };
      return admitAttempt(history, at(NOW))?.retryAfterSeconds ?? 0;
    });
    expect(waits).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    const history = { ...EMPTY, failures: failures(8, NOW, HOUR) };
    expect(admitAttempt(history, at(NOW + 119))).toEqual({ ok: false, code: "OTP_TOO_SOON", retryAfterSeconds: 1 });
    expect(admitAttempt(history, at(NOW + 120))).toBeNull();
  });

  it("takes no code that is shorter than the budget asks for", () => {
    const history = { ...EMPTY, failureBuckets: [{ start: START, count: wrong(500, 6) }] };
    expect(admitAttempt(history, at(NOW, false, 6))).toEqual({ ok: false, code: "OTP_LENGTH_RAISED" });
    expect(admitAttempt(history, at(NOW, false, 8))).toBeNull();
    expect(admitAttempt(history, at(NOW, false, 12))).toBeNull();
    expect(admitSend(history, at(NOW, false, 6))).toEqual({ ok: false, code: "OTP_LENGTH_RAISED" });
  });

  it("stops when the budget is spent until enough of it is a day old, but for people who passed a check", () => {
    const failureBuckets = [
      { start: START, count: wrong(400, 6) },
      { start: START - 6 * HOUR, count: wrong(600, 6) },
    ];
    const refused = admitAttempt({ ...EMPTY, failureBuckets }, at(NOW, false, 12));
    const retryAfterSeconds = START - 6 * HOUR + 600 + DAY - NOW;
    expect(refused).toEqual({ ok: false, code: "OTP_BUDGET_SPENT", retryAfterSeconds });
    expect(admitAttempt({ ...EMPTY, failureBuckets }, at(NOW + retryAfterSeconds))).toBeNull();
    expect(admitAttempt({ ...EMPTY, failureBuckets }, at(NOW, true))).toBeNull();
    expect(admitSend({ ...EMPTY, failureBuckets }, at(NOW)).ok).toBe(false);
  });

  it("always names a wait after which it lets go", () => {
    const times = fc.array(fc.integer({ min: 1, max: 2 * DAY }), { maxLength: 40 });
    const buckets = fc.array(fc.record({ ago: fc.nat(288), sends: fc.nat(60), confirmations: fc.nat(20) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(times, times, buckets, (sends, failed, stretches) => {
        const newestFirst = (list: number[]) => list.map((ago) => NOW - ago).toSorted((a, b) => b - a);
        const block = stretches
          .map(({ ago, ...counts }) => bucket({ start: START - ago * 600, ...counts }))
          .toSorted((a, b) => b.start - a.start);
        const history = { ...EMPTY, sends: newestFirst(sends), failures: newestFirst(failed), block };
        let now = NOW;
        for (let step = 0; step < 8; step++) {
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

describe("the limits of an address block", () => {
  it.each([
    ["ten codes an hour", [bucket({ start: START, sends: 10 })], START + 600 + HOUR - NOW],
    [
      "fifty codes a day",
      [0, 1, 2, 3, 4, 5].map((hour) => bucket({ start: START - (2 + hour) * HOUR, sends: 9 })),
      START - 7 * HOUR + 600 + DAY - NOW,
    ],
  ])("are %s that nobody confirmed", (_limit, block, retryAfterSeconds) => {
    const refused = admitSend({ ...EMPTY, block }, at(NOW));
    expect(refused).toEqual({ ok: false, code: "OTP_BLOCK_LIMIT", retryAfterSeconds });
    expect(admitSend({ ...EMPTY, block }, at(NOW + retryAfterSeconds)).ok).toBe(true);
  });

  it("do not stop a mobile network with thousands of people behind one address, half of whose codes are confirmed", () => {
    const block = Array.from({ length: 144 }, (_, index) =>
      bucket({ start: START - index * 600, sends: 200, confirmations: 100, failures: 20 }),
    );
    expect(admitSend({ ...EMPTY, block }, at(NOW)).ok).toBe(true);
  });

  it("ask for the longest codes after twenty wrong ones an hour, and shut nobody out", () => {
    const block = [bucket({ start: START, confirmations: 3, failures: 23 })];
    expect(digitsNeeded({ ...EMPTY, block }, at(NOW))).toBe(12);
    expect(digitsNeeded({ ...EMPTY, block }, at(NOW + HOUR + 600))).toBe(6);
    expect(digitsNeeded({ ...EMPTY, block: [bucket({ start: START, confirmations: 4, failures: 23 })] }, at(NOW))).toBe(
      6,
    );
    expect(admitAttempt({ ...EMPTY, block }, at(NOW, false, 12))).toBeNull();
  });
});

describe("digitsNeeded", () => {
  const spent = (count: number) => ({ failureBuckets: [{ start: START, count }], block: null });

  it.each([
    [0, 6],
    [wrong(499, 6), 6],
    [wrong(499, 6) + 1, 8],
    [wrong(500, 6), 8],
    [wrong(94_999, 8), 8],
    [wrong(95_000, 8), 12],
    [wrong(1_000, 6) - 1, 12],
    [wrong(1_000, 6), null],
  ] as const)("with %i spent is %s", (count, digits) => {
    expect(digitsNeeded(spent(count), at(NOW))).toBe(digits);
  });

  it("never falls below the policy's", () => {
    const policy = { ...DEFAULT_OTP_POLICY, codeDigits: 8 } as const;
    expect(digitsNeeded(spent(0), { now: NOW, policy, humanChecked: false })).toBe(8);
    expect(digitsNeeded(spent(wrong(95_000, 8)), { now: NOW, policy, humanChecked: true })).toBe(8);
  });

  it("keeps the day's expected takeovers within the budget, whatever is guessed", () => {
    const policy = DEFAULT_OTP_POLICY;
    let expected = 0;
    for (;;) {
      const digits = digitsNeeded(spent(expected), at(NOW));
      // Thousands at once where a code is long, so that the loop ends.
      if (digits === null || digits === 12) break;
      expected += chanceOfGuess(digits);
    }
    expect(expected / 1e12).toBeLessThanOrEqual(0.95 * policy.takeoversPerDay);
    expect(expected / 1e12).toBeGreaterThan(0.94 * policy.takeoversPerDay);
  });
});

describe("failureBudgetState", () => {
  const policy = DEFAULT_OTP_POLICY;

  it.each([
    ["normal", [{ start: START, count: wrong(499, 6) }]],
    ["soft", [{ start: START, count: wrong(500, 6) }]],
    ["soft", [{ start: START - 20 * HOUR, count: wrong(500, 6) }]],
    ["hard", [{ start: START - 2 * HOUR, count: wrong(1_000, 6) }]],
    ["normal", [{ start: START - DAY - HOUR, count: wrong(1_000, 6) }]],
  ] as const)("is %s with %j", (state, buckets) => {
    expect(failureBudgetState(buckets, { now: NOW, policy })).toBe(state);
  });
});
