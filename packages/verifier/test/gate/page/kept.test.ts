// What a gate keeps besides signed bytes: settings and counts, read back closed.

import { expect, test } from "vitest";
import { type Counters, countOne, decodeCounters, totalOf } from "../../../src/gate/page/counters.ts";
import { hashPin, isPin, isSamePin, waitAfter } from "../../../src/gate/page/pin.ts";
import { DEFAULT_SETTINGS, decodeSettings, isPublisher } from "../../../src/gate/page/settings.ts";

const NOW = 1_750_000_000;
const HOUR = 3_600;

test("settings come back as they were kept", async () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    language: "bn",
    theme: "sun",
    sound: false,
    dwellSeconds: 5,
    policy: { statuses: ["fully", "partially"], maxAgeSeconds: 86_400, audience: "gate.example.in" },
    publisher: "https://health.example.in/trust/",
    pin: await hashPin("2468"),
  };
  expect(decodeSettings(structuredClone(settings))).toEqual(settings);
});

test.each([
  [null],
  ["settings"],
  [[]],
  [{ language: "fr", theme: "neon", sound: 1, vibration: "yes", dwellSeconds: 0, publisher: "http://x/", pin: "2468" }],
  [{ dwellSeconds: 999, policy: { statuses: [] }, publisher: "javascript:alert(1)/", pin: { salt: 1, hash: 2 } }],
  [{ policy: { statuses: ["everybody"] } }],
])("whatever does not fit is as by default: fully vaccinated only", (kept) => {
  expect(decodeSettings(kept)).toEqual(DEFAULT_SETTINGS);
  expect(DEFAULT_SETTINGS.policy).toEqual({ statuses: ["fully"] });
});

test.each([
  ["trust/", true],
  ["../trust/", true],
  ["https://health.example.in/", true],
  ["https://health.example.in/mohor/trust/", true],
  ["https://health.example.in/trust", false],
  ["http://health.example.in/", false],
  ["data:text/plain,/", false],
  ["https://health.example.in/?a=/", false],
  ["https://a b/", false],
])("%s may be where trust files are: %s", (address, may) => {
  expect(isPublisher(address)).toBe(may);
});

test("a PIN is kept derived and salted; only the same one opens", async () => {
  const kept = await hashPin("135790");
  expect(await isSamePin("135790", kept)).toBe(true);
  expect(await isSamePin("135791", kept)).toBe(false);
  expect((await hashPin("135790")).hash).not.toEqual(kept.hash);
});

test.each([
  ["1234", true],
  ["123456789012", true],
  ["123", false],
  ["1234567890123", false],
  ["12a4", false],
  ["১২৩৪", false],
])("%s may be a PIN: %s", (text, may) => {
  expect(isPin(text)).toBe(may);
});

test("after five wrong tries each further one waits twice as long, an hour at most", () => {
  expect([1, 4, 5, 6, 7, 40, 4_000].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 3_600, 3_600]);
});

test("counts are by hour and outcome, and leave after a week", () => {
  let counters: Counters = {};
  counters = countOne(counters, "admitted", NOW);
  counters = countOne(counters, "admitted", NOW + 60);
  counters = countOne(counters, "invalid", NOW + HOUR);
  const hour = NOW - (NOW % HOUR);
  expect(counters).toEqual({ [hour]: { admitted: 2 }, [hour + HOUR]: { invalid: 1 } });
  expect(totalOf(counters)).toEqual({ admitted: 2, "not-admitted": 0, invalid: 1, undecided: 0, specimen: 0 });
  expect(decodeCounters(structuredClone(counters), NOW)).toEqual(counters);
  expect(countOne(counters, "undecided", NOW + 8 * 24 * HOUR)).toEqual({ [hour + 8 * 24 * HOUR]: { undecided: 1 } });
});

test("kept counts that do not fit are left out", () => {
  const hour = NOW - (NOW % HOUR);
  const kept = { [hour]: { admitted: -1, invalid: 2, names: ["A"] }, x: { admitted: 1 }, [hour + 1]: null };
  expect(decodeCounters(kept, NOW)).toEqual({ [hour]: { invalid: 2 } });
  expect(decodeCounters("no", NOW)).toEqual({});
});
