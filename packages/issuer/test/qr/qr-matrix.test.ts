import { encodeLinkForm } from "@mohor/schema";
import { readQrTexts } from "@mohor/verifier/image";
import { describe, expect, test } from "vitest";
import { drawPng } from "../../src/qr/png.ts";
import { isDark, linkMatrix, QUIET_ZONE, qrMatrix } from "../../src/qr/qr-matrix.ts";
import { textOfLength } from "./qr-texts.ts";

describe("qrMatrix", () => {
  test("takes the smallest version that holds the text at level M", () => {
    // Alphanumeric capacities of ISO/IEC 18004 table 7, level M.
    for (const [version, capacity] of [
      [1, 20],
      [6, 154],
      [7, 178],
      [8, 221],
      [9, 262],
      [10, 311],
      [25, 1_451],
      [40, 3_391],
    ] as const) {
      expect(qrMatrix(textOfLength(capacity)).version).toBe(version);
      expect(qrMatrix(textOfLength(capacity)).size).toBe(17 + 4 * version);
      if (version < 40) expect(qrMatrix(textOfLength(capacity + 1)).version).toBe(version + 1);
    }
  });

  test("is v8 for a certificate of up to 200 characters", () => {
    expect(qrMatrix(textOfLength(193)).version).toBe(8);
    expect(qrMatrix(textOfLength(200)).version).toBe(8);
  });

  test("has a finder pattern in three corners, and a module for each place", () => {
    const matrix = qrMatrix(textOfLength(193));
    expect(matrix.modules.length).toBe(49 * 49);
    expect(new Set(matrix.modules)).toEqual(new Set([0, 1]));
    for (const [top, left] of [
      [0, 0],
      [0, 42],
      [42, 0],
    ] as const) {
      for (let i = 0; i < 7; i++) {
        for (const [row, column] of [
          [0, i],
          [6, i],
          [i, 0],
          [i, 6],
          [3, 3],
        ] as const)
          expect(isDark(matrix, top + row, left + column)).toBe(true);
        for (const [row, column] of [
          [1, 1],
          [1, 5],
          [5, 5],
        ] as const)
          expect(isDark(matrix, top + row, left + column)).toBe(false);
      }
    }
  });

  test("is light all around the symbol", () => {
    const matrix = qrMatrix(textOfLength(193));
    for (let i = -QUIET_ZONE; i < 49 + QUIET_ZONE; i++) {
      for (const outside of [-QUIET_ZONE, -1, 49, 49 + QUIET_ZONE - 1]) {
        expect(isDark(matrix, i, outside)).toBe(false);
        expect(isDark(matrix, outside, i)).toBe(false);
      }
    }
  });

  test("draws the link form so that it reads back, at most two versions larger than the plain form", async () => {
    const qrText = textOfLength(193);
    const link = encodeLinkForm("status.example.in", qrText);
    expect(qrMatrix(link).version).toBeLessThanOrEqual(qrMatrix(qrText).version + 2);
    const result = await readQrTexts(drawPng(link));
    expect(result.ok && result.sightings.map(({ text }) => text)).toEqual([link]);
  });

  test("throws a TypeError for a text that alphanumeric mode does not hold", () => {
    for (const text of [
      "",
      "#",
      "A#",
      "#A",
      "A#B#C",
      "mq1:abc",
      "MQ1:É",
      "MQ1:\n",
      "A_B",
      "A,B",
      textOfLength(3_392),
    ]) {
      expect(() => qrMatrix(text)).toThrow(TypeError);
    }
  });
});

describe("linkMatrix", () => {
  test("takes the smallest version that holds the link at level M", () => {
    // Byte capacities of ISO/IEC 18004 table 7, level M.
    for (const [version, capacity] of [
      [1, 14],
      [14, 362],
      [40, 2_331],
    ] as const) {
      expect(linkMatrix("x".repeat(capacity)).version).toBe(version);
      if (version < 40) expect(linkMatrix("x".repeat(capacity + 1)).version).toBe(version + 1);
    }
  });

  test("takes nothing but printable ASCII, and no more than fits", () => {
    for (const link of ["", "a b", "\u0000", "ক", "x".repeat(2_332)]) expect(() => linkMatrix(link)).toThrow(TypeError);
  });
});
