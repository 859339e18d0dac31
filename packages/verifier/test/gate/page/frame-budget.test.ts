// How often frames are looked at: fast while somebody may be there, sparing when not, never more than half of a core.

import { expect, test } from "vitest";
import { nextLook } from "../../../src/gate/page/frame-budget.ts";

const MINUTE = 60_000;

test("while somebody may be there each frame of 30 a second is looked at thoroughly", () => {
  for (const count of [0, 1, 2, 3]) expect(nextLook(5_000, 5, count)).toEqual({ interval: 33, isThorough: true });
});

test("when nobody has come for a while the gate looks less often, and thoroughly now and then", () => {
  const looks = [0, 1, 2, 3, 4, 5, 6, 7].map((count) => nextLook(MINUTE, 5, count));
  expect(looks.map(({ interval }) => interval)).toEqual(Array(8).fill(80));
  expect(looks.filter(({ isThorough }) => isThorough)).toHaveLength(2);
  expect(nextLook(10 * MINUTE, 5, 1).interval).toBe(120);
});

test("even at rest a code waits 120 ms at most, so that the median stays below 150 ms with the look itself", () => {
  for (let minutes = 0; minutes < 600; minutes++)
    expect(nextLook(minutes * MINUTE, 10, 1).interval).toBeLessThanOrEqual(120);
});

test("a slow device spends at most half of its time on looking", () => {
  for (const took of [100, 400, 2_000]) expect(nextLook(0, took, 0).interval).toBeGreaterThanOrEqual(2 * took);
});
