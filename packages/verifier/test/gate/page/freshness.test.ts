// The step of freshness on the screen agrees with what a verdict would be.

import { expect, test } from "vitest";
import { freshnessOf, oldestList } from "../../../src/gate/page/freshness.ts";
import type { TrustSummary } from "../../../src/gate/worker/calls.ts";

const NOW = 1_750_000_000;
const DAY = 86_400;
const LIST = { issued: NOW - 60, version: 3, revoked: 2, isBehind: false, acceptUntil: NOW + 90 * DAY };
type Held = Extract<TrustSummary, { ok: true }>;
const HELD: Held = {
  ok: true,
  issuer: "Health Department (test)",
  version: 7,
  expires: NOW + 30 * DAY,
  ageingAfterSeconds: DAY,
  staleAfterSeconds: 7 * DAY,
  fresh: NOW - 3_600,
  clockFloor: NOW - 3_600,
  fingerprint: "",
  lists: [LIST],
};

const at = (change: Partial<Held>, now = NOW) => freshnessOf({ ...HELD, ...change }, now);

test.each<[string, ReturnType<typeof freshnessOf>, Partial<Held>, number]>([
  ["all is new", "fresh", {}, NOW],
  ["the bundle alone is old, and no list says that it is current", "ageing", { fresh: NOW - DAY - 1 }, NOW],
  ["a list is a day old", "ageing", { lists: [{ ...LIST, issued: NOW - DAY - 1 }] }, NOW],
  ["a list is a week old", "stale", { lists: [LIST, { ...LIST, issued: NOW - 7 * DAY - 1 }] }, NOW],
  [
    "the list of a key that nobody accepts any more is old",
    "fresh",
    { lists: [{ ...LIST, issued: 0, acceptUntil: NOW - 1 }] },
    NOW,
  ],
  ["the bundle asks for a list that is not held", "stale", { lists: [{ ...LIST, isBehind: true }] }, NOW],
  ["the bundle is a week old", "stale", { fresh: NOW - 7 * DAY - 1 }, NOW],
  ["the bundle has expired", "stale", { fresh: NOW, expires: NOW }, NOW],
  ["the clock is a day behind what was signed", "clock", {}, NOW - DAY],
  ["the clock lags a little", "fresh", { fresh: NOW, clockFloor: NOW }, NOW - 300],
])("where %s: %s", (_what, step, change, now) => {
  expect(at(change, now)).toBe(step);
});

test("without trust there is no freshness, whatever the reason", () => {
  expect(freshnessOf({ ok: false, code: "KEYSET_MISSING" }, NOW)).toBe("none");
  expect(freshnessOf({ ok: false, code: "TRUST_STATE_MALFORMED" }, NOW)).toBe("none");
  expect(freshnessOf({ ok: false, code: "CLOCK_IMPLAUSIBLE" }, NOW)).toBe("clock");
});

test("the age of revocations is that of the oldest list in use; a list that is not held has none", () => {
  const lists = [LIST, { ...LIST, issued: NOW - 90 }, { ...LIST, issued: NOW - DAY, acceptUntil: NOW - 1 }];
  expect(oldestList({ ...HELD, lists }, NOW)).toBe(NOW - 90);
  expect(oldestList({ ...HELD, lists: [{ ...LIST, issued: 0 }] }, NOW)).toBeNull();
  expect(oldestList({ ok: false, code: "KEYSET_MISSING" }, NOW)).toBeNull();
});
