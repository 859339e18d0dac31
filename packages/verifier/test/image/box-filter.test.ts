import { expect, test } from "vitest";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import { boxFilter } from "../../src/image/box-filter.ts";
import { greyOf } from "../../src/image/frame.ts";
import { paintPixels, toFrame } from "./paint.ts";

test("gives each pixel the rounded mean of its nine neighbours, edges repeated", () => {
  const random = seededRandom(2);
  const grey = paintPixels(13, 9, () => random() * 256);
  const at = (x: number, y: number) =>
    grey.luma[Math.min(8, Math.max(0, y)) * 13 + Math.min(12, Math.max(0, x))] as number;
  const means = paintPixels(13, 9, (x, y) => {
    let sum = 0;
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) sum += at(x + dx, y + dy);
    return Math.round(sum / 9);
  });
  expect(greyOf(boxFilter(toFrame(grey)))).toEqual(means);
});

test("leaves a single pixel as it is", () => {
  expect(greyOf(boxFilter(toFrame(paintPixels(1, 1, () => 77)))).luma[0]).toBe(77);
});
