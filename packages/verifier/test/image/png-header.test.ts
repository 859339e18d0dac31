import { expect, test } from "vitest";
import { readPngHeader } from "../../src/image/png-header.ts";
import { assemble } from "./encode-png.ts";

/** A PNG's first bytes with one byte of IHDR (length and type included) changed. */
function headerWith(changes: Readonly<Record<number, number>> = {}): Uint8Array {
  const bytes = Uint8Array.from(assemble(3, 5, { colourType: 2, bitDepth: 8 }, new Uint8Array(1)));
  for (const [at, value] of Object.entries(changes)) bytes[8 + Number(at)] = value;
  return bytes;
}

const [DEPTH, COLOUR, COMPRESSION, FILTER, INTERLACE] = [16, 17, 18, 19, 20];

test("gives size, depth, colour type and interlacing", () => {
  expect(readPngHeader(headerWith())).toEqual({
    ok: true,
    value: { width: 3, height: 5, bitDepth: 8, colourType: 2, isInterlaced: false },
  });
  expect(readPngHeader(headerWith({ [INTERLACE]: 1 }))).toMatchObject({ value: { isInterlaced: true } });
});

test("accepts the depths that each colour type allows, and no others", () => {
  const accepted: string[] = [];
  for (let colourType = 0; colourType < 9; colourType++) {
    for (let depth = 0; depth < 34; depth++) {
      if (readPngHeader(headerWith({ [COLOUR]: colourType, [DEPTH]: depth })).ok)
        accepted.push(`${colourType}:${depth}`);
    }
  }
  expect(accepted.join(" ")).toBe("0:1 0:2 0:4 0:8 0:16 2:8 2:16 3:1 3:2 3:4 3:8 4:8 4:16 6:8 6:16");
});

test("refuses other methods, another first chunk, and a file that ends within it", () => {
  for (const change of [{ [COMPRESSION]: 1 }, { [FILTER]: 1 }, { [INTERLACE]: 2 }, { 3: 14 }, { 4: 0x69 }]) {
    expect(readPngHeader(headerWith(change))).toEqual({ ok: false, code: "PICTURE_DAMAGED" });
  }
  expect(readPngHeader(headerWith().subarray(0, 33)).ok).toBe(true);
  expect(readPngHeader(headerWith().subarray(0, 32))).toEqual({ ok: false, code: "PICTURE_DAMAGED" });
});
