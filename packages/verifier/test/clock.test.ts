// Clocks as devices have them, and what a gate says under each: never green wrongly. A gate's life is replayed: it takes in trust
// material by the clock that it has, raises its floor by what it verifies, and starts again from what it kept.

import { CLOCK_TOLERANCE_SECONDS } from "@mohor/schema";
import { openTrustState, raiseClockFloor, type Trust, type TrustState, type Verdict, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { describe, expect, test } from "vitest";
import { BUNDLE, CLAIMS, DAY, KEYS, NOW, qrTextOf, signedBundle, trustedKey } from "./test-issuer.ts";
import { accept, listOf, outcomesOf, stateOf, updateTo } from "./trust-documents.ts";

const HOUR = 3_600;
const TOLERANCE = CLOCK_TOLERANCE_SECONDS;
const codeOf = (verdict: Verdict) => (verdict.outcome === "valid" ? "valid" : verdict.code);
const opened = (state: TrustState): Trust => openTrustState(state, { engine: nodeCryptoEngine });
const HELD = stateOf(BUNDLE, [updateTo(listOf(1), { issued: NOW - HOUR })]);
const at = (now: number, trust: Trust = opened(HELD), claims = CLAIMS) =>
  codeOf(verify(qrTextOf({ claims }), trust, { now }));

describe("a clock that was set back", () => {
  test("by little lags, as cheap clocks do; by more it is implausible", () => {
    expect(at(NOW - HOUR - TOLERANCE)).toBe("valid");
    expect(at(NOW - HOUR - TOLERANCE - 1)).toBe("CLOCK_IMPLAUSIBLE");
  });

  test("cannot bring back an expired certificate below the newest time the gate has seen, also after a restart", () => {
    const claims = { ...CLAIMS, exp: NOW + DAY };
    const later = NOW + 2 * DAY;
    const seen = { ...CLAIMS, iat: later - 60 };
    const trust = opened(HELD);
    if (!trust.ok) throw new Error(trust.code);
    // The expired certificate is refused, and by turning the clock back it would be valid again ...
    expect(at(later, trust, claims)).toBe("CWT_EXPIRED");
    expect(at(NOW, trust, claims)).toBe("valid");
    // ... but not once a certificate of that day has been seen.
    const raised = raiseClockFloor({ state: HELD, store: trust.value }, seen.iat);
    expect(at(NOW, { ok: true, value: raised.store }, claims)).toBe("CLOCK_IMPLAUSIBLE");
    expect(at(NOW, opened(raised.state), claims)).toBe("CLOCK_IMPLAUSIBLE");
  });

  test("to before the bundle does not make an old bundle new", () => {
    expect(outcomesOf(HELD, [signedBundle({ ...BUNDLE, version: 6 })], { now: NOW - 30 * DAY })).toEqual([
      "KEYSET_ROLLBACK",
    ]);
  });
});

describe("a clock that was set forward", () => {
  test("ages and stales what is held, expires it, and expires certificates; nothing becomes valid", () => {
    expect([0, 6, 8, 31, 400, 20_000].map((days) => at(NOW + days * DAY))).toEqual([
      "valid",
      "valid",
      "KEYSET_STALE",
      "KEYSET_STALE",
      "CWT_EXPIRED",
      "CWT_EXPIRED",
    ]);
  });

  test("does not push the floor: what is honest is valid again when the clock is right again", () => {
    const forward = accept(HELD, [], { now: NOW + 400 * DAY });
    expect(forward.state).toBe(HELD);
    expect(at(NOW, forward.trust)).toBe("valid");
  });

  test("takes in no bundle that has expired by it, and the honest one when it is right again", () => {
    const next = signedBundle({ ...BUNDLE, version: 8 });
    expect(outcomesOf(HELD, [next], { now: NOW + 31 * DAY })).toEqual(["KEYSET_EXPIRED"]);
    expect(outcomesOf(HELD, [next])).toEqual(["accepted"]);
  });
});

describe("no clock", () => {
  test("(1970) with trust material is implausible, and without is without", () => {
    for (const now of [0, 1, -1, 3_600]) {
      expect(at(now)).toBe("CLOCK_IMPLAUSIBLE");
      expect(at(now, { ok: false, code: "KEYSET_MISSING" })).toBe("KEYSET_MISSING");
    }
  });

  test("takes in a bundle, because the roots signed it, and then says that the clock is wrong; no status update", () => {
    const { trust, outcomes } = accept(null, [signedBundle(), updateTo(listOf(1))], {
      now: 0,
      firstTrust: "on-first-use",
    });
    expect(outcomes.map((one) => (one.outcome === "refused" ? one.code : one.outcome))).toEqual([
      "accepted",
      "CLOCK_IMPLAUSIBLE",
    ]);
    expect(at(0, trust)).toBe("CLOCK_IMPLAUSIBLE");
    expect(at(NOW, trust)).toBe("valid");
  });
});

describe("seconds that clocks count differently", () => {
  test("a leap second, repeated or left out or smeared over a day, turns no verdict before the second that is said", () => {
    // NumericDate does not count it: a clock is at most a second off, within the tolerance at the beginning, and never at the end.
    const begins = { ...CLAIMS, iat: NOW, exp: NOW + HOUR };
    for (const off of [-1, 0, 1]) expect(at(NOW + off, opened(HELD), begins)).toBe("valid");
    expect(at(NOW + HOUR - 1, opened(HELD), begins)).toBe("valid");
    expect(at(NOW + HOUR, opened(HELD), begins)).toBe("CWT_EXPIRED");
  });

  test("daylight saving and time zones do not occur: an hour is an hour in every zone", () => {
    // A device that was set by local time, an hour or 5:30 off, is off for every verdict alike: back is implausible, forward is old.
    const fresh = stateOf({ ...BUNDLE, issued: NOW - 60 });
    expect(at(NOW - HOUR, opened(fresh))).toBe("CLOCK_IMPLAUSIBLE");
    expect(at(NOW - 5.5 * HOUR, opened(fresh))).toBe("CLOCK_IMPLAUSIBLE");
    expect(at(NOW + 5.5 * HOUR, opened(fresh), { ...CLAIMS, exp: NOW + 5 * HOUR })).toBe("CWT_EXPIRED");
  });

  test("2038: the second after 2^31 - 1 is a second like any other, up to the last of 32 bits, in 2106", () => {
    for (const turn of [2 ** 31, 2 ** 32 - 1 - 2 * DAY]) {
      const issued = turn - 100;
      const bundle = {
        ...BUNDLE,
        issued,
        expires: turn + DAY,
        keys: [trustedKey(KEYS.certificate, { useFrom: turn - DAY, signUntil: turn + DAY, acceptUntil: turn + DAY })],
      };
      const claims = { ...CLAIMS, iat: turn - 50, exp: turn + 50 };
      const trust = accept(null, [signedBundle(bundle)], { now: turn, firstTrust: "on-first-use" }).trust;
      expect([-60, -1, 0, 1, 49, 50].map((second) => at(turn + second, trust, claims))).toEqual([
        "valid",
        "valid",
        "valid",
        "valid",
        "valid",
        "CWT_EXPIRED",
      ]);
      // A clock that has wrapped around to 1901 or 1970.
      expect(at(turn - 2 ** 32, trust, claims)).toBe("CLOCK_IMPLAUSIBLE");
      expect(at(0, trust, claims)).toBe("CLOCK_IMPLAUSIBLE");
    }
  });
});

describe("an iat in the future", () => {
  test("is not yet valid beyond what a clock may lag", () => {
    expect(at(NOW, opened(HELD), { ...CLAIMS, iat: NOW + TOLERANCE })).toBe("valid");
    expect(at(NOW, opened(HELD), { ...CLAIMS, iat: NOW + TOLERANCE + 1 })).toBe("CWT_NOT_YET_VALID");
  });

  test("of a valid verdict raises the floor so little that the clock that accepted it stays plausible", () => {
    const trust = opened(HELD);
    if (!trust.ok) throw new Error(trust.code);
    const raised = raiseClockFloor({ state: HELD, store: trust.value }, NOW + TOLERANCE);
    expect(at(NOW, { ok: true, value: raised.store })).toBe("valid");
  });
});

test("at no clock from 1970 to 2106 is a revoked or foreign certificate valid", () => {
  const list = accept(HELD, [updateTo(listOf(2, { revoked: [CLAIMS.statusIndex] }), { issued: NOW - 60 })]).trust;
  const texts = [qrTextOf(), qrTextOf({ key: KEYS.unknown })];
  const far = Array.from({ length: 1_240 }, (_, i) => i * 40 * DAY);
  const near = Array.from({ length: 800 }, (_, i) => NOW - 200 * DAY + i * 12 * HOUR);
  for (const now of [...far, ...near, 0xffff_ffff]) {
    for (const text of texts) expect(verify(text, list, { now }).outcome).not.toBe("valid");
  }
});
