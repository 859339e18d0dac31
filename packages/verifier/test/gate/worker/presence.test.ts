// A code that stays before the camera is judged once.

import { expect, test } from "vitest";
import { createPresence } from "../../../src/gate/worker/presence.ts";

test("a text arrives once while it is in view, blinks included, and again when it was away", () => {
  const presence = createPresence();
  expect(presence.arrivals(["A"], 0)).toEqual(["A"]);
  expect(presence.arrivals(["A"], 100)).toEqual([]);
  expect(presence.arrivals([], 200)).toEqual([]);
  expect(presence.arrivals(["A", "B"], 1_500)).toEqual(["B"]);
  expect(presence.arrivals(["A"], 3_001)).toEqual(["A"]);
});

test("two copies of one text on a sheet arrive as one", () => {
  expect(createPresence().arrivals(["A", "A", "B"], 0)).toEqual(["A", "B"]);
});

test("a screen that shows ever new texts does not grow the memory", () => {
  const presence = createPresence();
  for (let i = 0; i < 10_000; i++) presence.arrivals([`text ${i}`], i);
  expect(presence.count()).toBeLessThanOrEqual(64);
});
