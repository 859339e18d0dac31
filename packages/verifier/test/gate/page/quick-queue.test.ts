// Results that come faster than a person reads: each is shown in its turn, whatever somebody does to the device's clock meanwhile.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGate } from "../../../src/gate/page/gate.ts";
import { loadSpoken } from "../../../src/gate/page/spoken.ts";
import type { Judged } from "../../../src/gate/worker/calls.ts";

const HOUR_MILLISECONDS = 3_600_000;
const START = 1_750_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

const FIRST: Judged = {
  kind: "certificate",
  verdict: { outcome: "undecided", code: "KEYSET_MISSING", step: "trust" },
  admission: { outcome: "undecided", code: "KEYSET_MISSING" },
  shown: "undecided",
  secondsSinceShown: null,
};
const SECOND: Judged = { ...FIRST, secondsSinceShown: 1 };

async function openGate() {
  const gate = createGate(
    {
      store: { get: async () => undefined, put: async () => null, clear: async () => {} },
      signals: { give() {}, wake() {}, isSilenced: () => false },
      startWorker: () => ({ call: () => Promise.reject(new Error("no worker here")), end() {} }),
      now: () => Math.floor(Date.now() / 1000),
      elapsed: () => performance.now(),
      setTimer: (action, milliseconds) => setTimeout(action, milliseconds),
      clearTimer: (timer) => clearTimeout(timer as number | undefined),
      fetchPack: async () => null,
      base: "https://gate.example.in/",
      loadSpoken,
    },
    await loadSpoken("bn"),
  );
  await gate.start();
  return gate;
}

test.each([
  ["left alone", 0],
  ["set back by an hour", -HOUR_MILLISECONDS],
  ["set forward by an hour", HOUR_MILLISECONDS],
])("the next person's result waits until the one before was seen, and no longer, the clock %s", async (_, change) => {
  const gate = await openGate();
  await gate.take([FIRST]);
  await vi.advanceTimersByTimeAsync(300);
  vi.setSystemTime(Date.now() + change);
  await gate.take([SECOND]);
  const shown = () => gate.state().faces.map(({ judged }) => judged);
  expect(shown()).toEqual([FIRST]);
  await vi.advanceTimersByTimeAsync(599);
  expect(shown()).toEqual([FIRST]);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown()).toEqual([SECOND]);
});
