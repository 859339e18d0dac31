import { describe, expect, test } from "vitest";
import { readJpegHeader } from "../../src/image/jpeg-header.ts";

const segment = (marker: number, content: readonly number[]): number[] => [
  0xff,
  marker,
  0,
  content.length + 2,
  ...content,
];

/** A frame header: precision, height 5, width 3, components. */
const frameOf = (marker: number, { precision = 8, components = 3 } = {}): number[] =>
  segment(marker, [precision, 0, 5, 0, 3, components, ...Array(components * 3).fill(0x11)]);

const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34];
const jpegOf = (...parts: readonly number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
const codeOf = (bytes: Uint8Array): string => {
  const header = readJpegHeader(bytes);
  return header.ok ? `${header.value.width}x${header.value.height}` : header.code;
};

describe("readJpegHeader", () => {
  test("gives the size of baseline, extended and progressive frames of one or three components", () => {
    for (const marker of [0xc0, 0xc1, 0xc2]) {
      for (const components of [1, 3]) expect(codeOf(jpegOf(frameOf(marker, { components }), SCAN))).toBe("3x5");
    }
  });

  test("skips segments by their length, fill bytes and strays, and is not misled by a thumbnail's header inside", () => {
    const thumbnail = segment(0xe1, [...frameOf(0xc2), ...SCAN]);
    expect(codeOf(jpegOf(thumbnail, [0xff, 0xff, 0xff], [0x00, 0x41], [0xff, 0x01], frameOf(0xc0), SCAN))).toBe("3x5");
  });

  test("calls kinds that the decoder does not know unknown: CMYK, twelve bits, lossless, hierarchical, arithmetic", () => {
    for (const options of [{ components: 4 }, { components: 2 }, { precision: 12 }]) {
      expect(codeOf(jpegOf(frameOf(0xc0, options), SCAN))).toBe("PICTURE_FORMAT_UNKNOWN");
    }
    for (const marker of [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]) {
      expect(codeOf(jpegOf(frameOf(marker), SCAN))).toBe("PICTURE_FORMAT_UNKNOWN");
    }
  });

  test("calls a picture damaged that has no frame header, two of them, or no scan", () => {
    expect(codeOf(jpegOf(SCAN))).toBe("PICTURE_DAMAGED");
    expect(codeOf(jpegOf(frameOf(0xc0), frameOf(0xc0), SCAN))).toBe("PICTURE_DAMAGED");
    expect(codeOf(jpegOf(frameOf(0xc0)))).toBe("PICTURE_DAMAGED");
    expect(codeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 5))).toBe("PICTURE_DAMAGED");
  });

  test("counts scans, so that no picture makes the decoder pass over its pixels without end", () => {
    expect(codeOf(jpegOf(frameOf(0xc2), ...Array<number[]>(64).fill(SCAN)))).toBe("3x5");
    expect(codeOf(jpegOf(frameOf(0xc2), ...Array<number[]>(65).fill(SCAN)))).toBe("PICTURE_TOO_LARGE");
  });
});
