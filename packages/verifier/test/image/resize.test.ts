import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import { greyOf } from "../../src/image/frame.ts";
import { doubleSize, shrinkGreyToFit, shrinkToFit } from "../../src/image/resize.ts";
import { paintPixels, toFrame } from "./paint.ts";

describe("shrinkToFit", () => {
  test("leaves a frame alone that has no more pixels than asked for", () => {
    const frame = toFrame(paintPixels(30, 20, () => 9));
    expect(shrinkToFit(frame, 600)).toBe(frame);
    expect(shrinkToFit(frame, 599)).not.toBe(frame);
  });

  test("keeps the shape and stays within the pixels", () => {
    for (const [width, height] of [
      [400, 300],
      [300, 400],
      [1000, 7],
      [7, 1000],
      [5000, 1],
    ] as const) {
      const small = shrinkToFit(toFrame(paintPixels(width, height, () => 9)), 900);
      expect(small.width * small.height).toBeLessThanOrEqual(900);
      expect(small.width).toBeGreaterThan(0);
      if (Math.min(width, height) > 10) expect(small.width / small.height).toBeCloseTo(width / height, 1);
    }
  });
});

describe("shrinkGreyToFit", () => {
  test("gives each new pixel the mean of the area it covers", () => {
    const halves = shrinkGreyToFit({ width: 4, height: 2, luma: Uint8Array.of(0, 10, 20, 40, 20, 30, 60, 80) }, 2);
    expect(halves).toEqual({ width: 2, height: 1, luma: Uint8Array.of(15, 50) });
    // Three pixels to two: each new one covers one old one whole and half of the middle.
    const thirds = shrinkGreyToFit({ width: 3, height: 3, luma: Uint8Array.of(0, 90, 180, 0, 90, 180, 0, 90, 180) }, 4);
    expect(thirds).toEqual({ width: 2, height: 2, luma: Uint8Array.of(30, 150, 30, 150) });
  });

  test("keeps the mean brightness, whatever the ratio", () => {
    const random = seededRandom(5);
    const grey = paintPixels(173, 91, () => random() * 256);
    const mean = (luma: Uint8Array) => luma.reduce((sum, value) => sum + value, 0) / luma.length;
    for (const pixels of [12_000, 5_000, 1_234, 97, 1]) {
      expect(Math.abs(mean(shrinkGreyToFit(grey, pixels).luma) - mean(grey.luma))).toBeLessThan(1);
    }
  });
});

describe("doubleSize", () => {
  test("puts new pixels between the old by linear interpolation, and repeats the edges", () => {
    const doubled = greyOf(doubleSize(toFrame({ width: 2, height: 1, luma: Uint8Array.of(0, 160) })));
    expect(doubled).toEqual({ width: 4, height: 2, luma: Uint8Array.of(0, 40, 120, 160, 0, 40, 120, 160) });
  });
});
