// Test support: PNG files of every colour type, bit depth and row filter, plain and interlaced (PNG Third Edition, W3C). Written from
// the specification and not from the decoder, so that one checks the other.

import { crc32, deflateSync } from "node:zlib";
import type { Frame, GreyFrame } from "../../src/image/frame.ts";

/** How to write a picture. */
export type PngOptions = {
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly isInterlaced?: boolean;
  /** The row filter, or "mixed": each row the next of the five. */
  readonly filter?: 0 | 1 | 2 | 3 | 4 | "mixed";
  /** Palette of red, green, blue for colour type 3. */
  readonly palette?: Uint8Array;
  readonly transparency?: Uint8Array;
};

/** A PNG of the samples: `sampleAt` gives channel after channel of a pixel, each within the bit depth. Slow: for small pictures. */
export function encodePng(
  width: number,
  height: number,
  options: PngOptions,
  sampleAt: (x: number, y: number, channel: number) => number,
): Uint8Array {
  return assemble(width, height, options, scanlines(width, height, options, sampleAt));
}

/** An eight-bit greyscale PNG. */
export function encodeGreyPng({ width, height, luma }: GreyFrame): Uint8Array {
  return assemble(width, height, { colourType: 0, bitDepth: 8 }, unfilteredRows(luma, width));
}

/** An eight-bit PNG of colour and alpha. */
export function encodeRgbaPng({ width, height, data }: Frame): Uint8Array {
  return assemble(width, height, { colourType: 6, bitDepth: 8 }, unfilteredRows(data, width * 4));
}

/** A PNG with that header and those scanlines, which need not fit it. */
export function assemble(width: number, height: number, options: PngOptions, rows: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([options.bitDepth, options.colourType, 0, 0, options.isInterlaced === true ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngChunk("IHDR", header),
    ...(options.palette === undefined ? [] : [pngChunk("PLTE", options.palette)]),
    ...(options.transparency === undefined ? [] : [pngChunk("tRNS", options.transparency)]),
    pngChunk("IDAT", deflateSync(rows, { level: 1 })),
    pngChunk("IEND", new Uint8Array(0)),
  ]);
}

function unfilteredRows(bytes: Uint8Array | Uint8ClampedArray, rowBytes: number): Buffer {
  const rows: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes)
    rows.push(Uint8Array.of(0), Uint8Array.from(bytes.subarray(at, at + rowBytes)));
  return Buffer.concat(rows);
}

/** Length, type, content, checksum. */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(type, 4, "latin1");
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length);
  return chunk;
}

/** Adam7 as the pattern that the specification prints: which pass each pixel of an 8 × 8 square belongs to. */
const ADAM7_PATTERN = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

function scanlines(
  width: number,
  height: number,
  { colourType, bitDepth, isInterlaced = false, filter = 0 }: PngOptions,
  sampleAt: (x: number, y: number, channel: number) => number,
): Buffer {
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colourType];
  const pixelBytes = Math.max(1, (channels * bitDepth) >> 3);
  const rows: Buffer[] = [];
  for (const pass of isInterlaced ? "1234567" : "-") {
    const isInPass = (x: number, y: number) => pass === "-" || ADAM7_PATTERN[y % 8]?.[x % 8] === pass;
    let above: Buffer | undefined;
    for (let y = 0; y < height; y++) {
      const columns = Array.from({ length: width }, (_, x) => x).filter((x) => isInPass(x, y));
      if (columns.length === 0) continue;
      const bits = columns.flatMap((x) =>
        Array.from({ length: channels }, (_, channel) => sampleAt(x, y, channel).toString(2).padStart(bitDepth, "0")),
      );
      const packed = bits
        .join("")
        .replace(/.{1,8}/g, (byte) => String.fromCharCode(Number.parseInt(byte.padEnd(8, "0"), 2)));
      const row = Buffer.from(packed, "latin1");
      rows.push(
        filterRow(row, above ?? Buffer.alloc(row.length), pixelBytes, filter === "mixed" ? rows.length % 5 : filter),
      );
      above = row;
    }
  }
  return Buffer.concat(rows);
}

/** The row less what its filter foretells from the left (a), above (b) and above left (c). */
function filterRow(row: Buffer, above: Buffer, pixelBytes: number, filter: number): Buffer {
  const filtered = Buffer.alloc(row.length + 1, filter);
  for (let i = 0; i < row.length; i++) {
    const a = row[i - pixelBytes] ?? 0;
    const b = above[i] ?? 0;
    const c = above[i - pixelBytes] ?? 0;
    const nearest = [a, b, c].sort((p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q))[0] ?? 0;
    const foretold = [0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? 0;
    filtered[i + 1] = ((row[i] ?? 0) - foretold) & 0xff;
  }
  return filtered;
}
