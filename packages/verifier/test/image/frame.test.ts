import { describe, expect, test } from "vitest";
import { frameOfGrey, greyOf, isSeeThrough } from "../../src/image/frame.ts";

const frameOf = (...rgba: number[]) => ({ width: rgba.length / 4, height: 1, data: Uint8ClampedArray.from(rgba) });

describe("greyOf", () => {
  test("weighs red, green and blue as BT.601 does", () => {
    const colours = frameOf(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255);
    expect([...greyOf(colours).luma]).toEqual([76, 150, 29, 255, 0]);
  });

  test("lays transparent pixels over the paper", () => {
    const inks = frameOf(0, 0, 0, 0, 0, 0, 0, 128, 255, 255, 255, 0, 255, 255, 255, 128);
    expect([...greyOf(inks, "white").luma]).toEqual([255, 127, 255, 255]);
    expect([...greyOf(inks, "black").luma]).toEqual([0, 0, 0, 128]);
  });
});

describe("frameOfGrey", () => {
  test("gives back the same luma, opaque", () => {
    const grey = { width: 4, height: 2, luma: Uint8Array.of(0, 1, 2, 127, 128, 200, 254, 255) };
    const frame = frameOfGrey(grey);
    expect(greyOf(frame)).toEqual(grey);
    expect(isSeeThrough(frame)).toBe(false);
    expect([...frame.data.subarray(12, 16)]).toEqual([127, 127, 127, 255]);
  });
});

describe("isSeeThrough", () => {
  const pixels = (...alphas: number[]) => frameOf(...alphas.flatMap((alpha) => [9, 9, 9, alpha]));

  test("needs an eighth of the pixels to be more open than not", () => {
    expect(isSeeThrough(pixels(127, 255, 255, 255, 255, 255, 255, 255))).toBe(true);
    expect(isSeeThrough(pixels(0, 255, 255, 255, 255, 255, 255, 255, 255))).toBe(false);
    expect(isSeeThrough(pixels(128, 128, 200, 254))).toBe(false);
    expect(isSeeThrough(pixels(0))).toBe(true);
  });
});
