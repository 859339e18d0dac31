import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateSync } from "node:zlib";
import { initSync, decode as rustDecode } from "@jsquash/png/codec/pkg/squoosh_png.js";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import type { Frame } from "../../src/image/frame.ts";
import { decodePng } from "../../src/image/png-decode.ts";
import { readPngHeader } from "../../src/image/png-header.ts";
import { assemble, encodePng, encodeRgbaPng, type PngOptions, pngChunk } from "./encode-png.ts";

initSync(readFileSync(createRequire(import.meta.url).resolve("@jsquash/png/codec/pkg/squoosh_png_bg.wasm")));

const PALETTE = Uint8Array.from({ length: 768 }, (_, i) => (i * 37) % 256);

/** Every colour type with every depth it allows. */
const KINDS: readonly PngOptions[] = [
  ...([1, 2, 4, 8, 16] as const).map((bitDepth) => ({ colourType: 0 as const, bitDepth })),
  ...([1, 2, 4, 8] as const).map((bitDepth) => ({
    colourType: 3 as const,
    bitDepth,
    palette: PALETTE.subarray(0, 3 * 2 ** bitDepth),
  })),
  ...([2, 4, 6] as const).flatMap((colourType) => ([8, 16] as const).map((bitDepth) => ({ colourType, bitDepth }))),
];

function decode(bytes: Uint8Array): ReturnType<typeof decodePng> {
  const header = readPngHeader(bytes);
  return header.ok ? decodePng(bytes, header.value) : header;
}

function frameOf(bytes: Uint8Array): Frame {
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error(decoded.code);
  return decoded.value;
}

function randomSamples(width: number, options: PngOptions): (x: number, y: number, channel: number) => number {
  const values = 2 ** options.bitDepth;
  return (x, y, channel) => Math.floor(seededRandom((y * width + x) * 4 + channel)() * values);
}

describe.each(KINDS)("a PNG of colour type $colourType and $bitDepth bits", (kind) => {
  test.each([
    { isInterlaced: false, filter: "mixed" as const },
    { isInterlaced: true, filter: "mixed" as const },
    ...([0, 1, 2, 3, 4] as const).map((filter) => ({ isInterlaced: false, filter })),
  ])("has the pixels that an independent decoder sees, with %o, at all small sizes", (how) => {
    for (const [width, height] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [5, 5],
      [8, 8],
      [9, 17],
      [33, 7],
    ] as const) {
      const bytes = encodePng(width, height, { ...kind, ...how }, randomSamples(width, kind));
      const { data } = frameOf(bytes);
      const expected = rustDecode(bytes).data;
      expect(data.length).toBe(expected.length);
      // Sixteen bits are brought to eight by rounding here and by cutting there.
      const tolerance = kind.bitDepth === 16 ? 1 : 0;
      expect(data.every((value, i) => Math.abs(value - (expected[i] ?? -9)) <= tolerance)).toBe(true);
    }
  });
});

describe("transparency", () => {
  const alphas = (bytes: Uint8Array) => [...frameOf(bytes).data].filter((_, i) => i % 4 === 3);

  test("comes from tRNS: by index, by grey level, by colour", () => {
    const palette = PALETTE.subarray(0, 12);
    const indexed = { colourType: 3, bitDepth: 2, palette, transparency: Uint8Array.of(0, 128) } as const;
    expect(alphas(encodePng(4, 1, indexed, (x) => x))).toEqual([0, 128, 255, 255]);
    const grey = { colourType: 0, bitDepth: 2, transparency: Uint8Array.of(0, 2) } as const;
    expect(alphas(encodePng(4, 1, grey, (x) => x))).toEqual([255, 255, 0, 255]);
    const deepGrey = { colourType: 0, bitDepth: 16, transparency: Uint8Array.of(1, 2) } as const;
    expect(alphas(encodePng(2, 1, deepGrey, (x) => (x === 0 ? 0x0102 : 0x0103)))).toEqual([0, 255]);
    const colour = { colourType: 2, bitDepth: 8, transparency: Uint8Array.of(0, 7, 0, 8, 0, 9) } as const;
    expect(alphas(encodePng(2, 1, colour, (x, _, channel) => 7 + channel + x))).toEqual([0, 255]);
  });

  test("is none without tRNS, and a short tRNS is none for what it leaves out", () => {
    expect(alphas(encodePng(4, 1, { colourType: 0, bitDepth: 2 }, (x) => x))).toEqual([255, 255, 255, 255]);
    const short = { colourType: 2, bitDepth: 8, transparency: Uint8Array.of(0, 7) } as const;
    expect(alphas(encodePng(2, 1, short, () => 7))).toEqual([255, 255]);
  });

  test("makes an index past the palette opaque black", () => {
    const frame = frameOf(encodePng(2, 1, { colourType: 3, bitDepth: 8, palette: Uint8Array.of(9, 8, 7) }, (x) => x));
    expect([...frame.data]).toEqual([9, 8, 7, 255, 0, 0, 0, 255]);
  });
});

describe("a damaged PNG", () => {
  const good = { width: 4, height: 4, options: { colourType: 0, bitDepth: 8 } } as const;
  const rows = new Uint8Array(4 * 5);
  const withRows = (length: number) => assemble(good.width, good.height, good.options, new Uint8Array(length));
  const codeOf = (bytes: Uint8Array) => {
    const decoded = decode(bytes);
    return decoded.ok ? "ok" : decoded.code;
  };

  test("is refused when its data are too few, too many, or no zlib stream", () => {
    expect(codeOf(withRows(20))).toBe("ok");
    expect(codeOf(withRows(19))).toBe("PICTURE_DAMAGED");
    expect(codeOf(withRows(21))).toBe("PICTURE_DAMAGED");
    expect(codeOf(withRows(50_000_000))).toBe("PICTURE_DAMAGED");
    const start = assemble(4, 4, good.options, rows).subarray(0, 33);
    expect(codeOf(Buffer.concat([start, pngChunk("IDAT", Buffer.from("not zlib"))]))).toBe("PICTURE_DAMAGED");
    expect(codeOf(start)).toBe("PICTURE_DAMAGED");
  });

  test("is refused for a wrong checksum, a chunk past the end, an unknown filter, or a palette that is not there", () => {
    const bytes = assemble(4, 4, good.options, rows);
    for (const at of [29, 43, 45, bytes.length - 13, bytes.length - 1]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(codeOf(changed)).toBe("PICTURE_DAMAGED");
    }
    const long = Buffer.from(bytes);
    long.writeUInt32BE(0xffff_fff0, 33);
    expect(codeOf(long)).toBe("PICTURE_DAMAGED");
    expect(
      codeOf(
        assemble(
          4,
          4,
          good.options,
          rows.map(() => 5),
        ),
      ),
    ).toBe("PICTURE_DAMAGED");
    expect(codeOf(assemble(4, 4, { colourType: 3, bitDepth: 8 }, rows))).toBe("PICTURE_DAMAGED");
  });

  test("is refused when its end is missing, when its palette or its transparency comes twice", () => {
    const bytes = assemble(4, 4, good.options, rows);
    for (const missing of [1, 4, 12]) expect(codeOf(bytes.subarray(0, -missing))).toBe("PICTURE_DAMAGED");
    for (const type of ["PLTE", "tRNS"]) {
      const chunk = pngChunk(type, new Uint8Array(6));
      expect(codeOf(Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]))).toBe("ok");
      expect(codeOf(Buffer.concat([bytes.subarray(0, 33), chunk, chunk, bytes.subarray(33)]))).toBe("PICTURE_DAMAGED");
    }
  });

  test("is read when it goes on after its end, and when its data come in pieces", () => {
    const bytes = assemble(4, 4, good.options, rows);
    expect(codeOf(Buffer.concat([bytes, Buffer.alloc(99, 1)]))).toBe("ok");
    const stream = deflateSync(rows);
    const pieces = [...stream].map((_, at) => pngChunk("IDAT", stream.subarray(at, at + 1)));
    const ancillary = pngChunk("tEXt", Buffer.from("Title\0of no interest"));
    expect(codeOf(Buffer.concat([bytes.subarray(0, 33), ancillary, ...pieces, bytes.subarray(-12)]))).toBe("ok");
  });

  test("is refused before inflating when it would need more memory than a picture may", () => {
    const deep = assemble(5_000, 4_001, { colourType: 6, bitDepth: 16 }, rows);
    expect(codeOf(deep)).toBe("PICTURE_TOO_LARGE");
  });

  test("leaves the decoder as it was: a thousand damaged pictures, then a good one", () => {
    const frame = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(200) };
    const bytes = encodeRgbaPng(frame);
    for (let i = 0; i < 1_000; i++) decode(bytes.subarray(0, bytes.length - 13 - (i % 20)));
    expect(frameOf(bytes)).toEqual(frame);
  });
});
