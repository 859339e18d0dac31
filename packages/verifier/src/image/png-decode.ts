// PNG (PNG Third Edition, W3C) to RGBA pixels: all colour types and bit depths, Adam7 interlacing, tRNS. Left out: gamma, colour
// profiles, animation, text; APNG shows its still picture. Our own, because the WebAssembly decoders at hand break for good after some hundred
// damaged files; the only dangerous part, the decompression, is zlib's with the exact output length as its bound.

import { crc32, inflateSync } from "node:zlib";
import { type Decoded, MAX_PICTURE_PIXELS, refuse } from "@mohor/schema";
import type { Frame } from "./frame.ts";
import { PNG_SIGNATURE_BYTES, type PngColourType, type PngHeader } from "./png-header.ts";
import { type PngPass, passesOf, unfilter } from "./png-scanlines.ts";

/** Bytes of unfiltered samples: four for each of the most pixels. Sixteen-bit colour pictures reach it at 20 megapixels. */
const MAX_SAMPLE_BYTES = MAX_PICTURE_PIXELS * 4;

/** Samples of a pixel by colour type (§6.1). */
const CHANNELS: { readonly [type in PngColourType]: number } = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The chunks that pixels are made of. */
type PngData = {
  readonly idat: readonly Uint8Array[];
  readonly palette: Uint8Array | undefined;
  readonly transparency: Uint8Array | undefined;
};

/**
 * The pixels, with alpha; PICTURE_DAMAGED for chunks, checksums or data that contradict the format or end early;
 * PICTURE_TOO_LARGE for more samples than are held in memory. The caller has bounded the file and its pixels.
 */
export function decodePng(bytes: Uint8Array, header: PngHeader): Decoded<Frame> {
  const bitsPerPixel = CHANNELS[header.colourType] * header.bitDepth;
  const passes = passesOf(header, bitsPerPixel);
  const length = passes.reduce((sum, { rowBytes, height }) => sum + (1 + rowBytes) * height, 0);
  if (length > MAX_SAMPLE_BYTES) return refuse("PICTURE_TOO_LARGE");
  const data = readChunks(bytes);
  if (data === undefined || (header.colourType === 3 && data.palette === undefined)) return refuse("PICTURE_DAMAGED");
  const samples = inflate(data.idat, length);
  if (samples === undefined || !unfilter(samples, passes, Math.max(1, bitsPerPixel >> 3)))
    return refuse("PICTURE_DAMAGED");
  return { ok: true, value: paint(header, passes, samples, data) };
}

/**
 * IDAT, PLTE and tRNS of the chunks up to IEND. Undefined where one runs past the end of the file or has a wrong checksum (§5.3), of
 * whatever type it is, and where there is no IEND: docs/spec.md §9.1 leaves no damage to taste.
 */
function readChunks(bytes: Uint8Array): PngData | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const idat: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  for (let at = PNG_SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return undefined;
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, end);
    if (type === "IEND") return { idat, palette, transparency };
    // Of two palettes readers would choose, and see two pictures.
    if ((type === "PLTE" && palette !== undefined) || (type === "tRNS" && transparency !== undefined)) return undefined;
    if (type === "IDAT") idat.push(content);
    else if (type === "PLTE") palette = content;
    else if (type === "tRNS") transparency = content;
    at = end + 4;
  }
  return undefined;
}

/** Exactly `length` bytes from the zlib stream in the chunks; undefined for fewer, for more, or for no such stream. */
function inflate(idat: readonly Uint8Array[], length: number): Uint8Array | undefined {
  try {
    const samples = inflateSync(Buffer.concat(idat), {
      maxOutputLength: length,
      chunkSize: Math.min(Math.max(length, 64), 1 << 20),
    });
    return samples.length === length ? samples : undefined;
  } catch {
    // zlib's errors are all about the stream: not one, cut short, wrong sum, or longer than the picture.
    return undefined;
  }
}

/** RGBA of the unfiltered samples, pass by pass, row by row. */
function paint(header: PngHeader, passes: readonly PngPass[], samples: Uint8Array, data: PngData): Frame {
  const { width, height } = header;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const row = new Uint16Array(width * CHANNELS[header.colourType]);
  const paintRow = header.colourType === 3 ? indexedRow(data) : colourRow(header, data.transparency);
  let at = 0;
  for (const pass of passes) {
    for (let y = 0; y < pass.height; y++) {
      // Each row begins with its filter's byte.
      unpackRow(samples, at + 1, header.bitDepth, row.subarray(0, pass.width * CHANNELS[header.colourType]));
      paintRow(row, pass, pixels, ((pass.top + y * pass.stepY) * width + pass.left) * 4);
      at += 1 + pass.rowBytes;
    }
  }
  return { width, height, data: pixels };
}

/** The samples of one row as numbers; those of fewer than eight bits are packed from the high bits down (§7.2). */
function unpackRow(samples: Uint8Array, start: number, bitDepth: number, row: Uint16Array): void {
  const mask = 2 ** bitDepth - 1;
  for (let i = 0; i < row.length; i++) {
    if (bitDepth === 8) row[i] = samples[start + i] as number;
    else if (bitDepth === 16)
      row[i] = ((samples[start + 2 * i] as number) << 8) | (samples[start + 2 * i + 1] as number);
    else {
      const bit = i * bitDepth;
      row[i] = ((samples[start + (bit >> 3)] as number) >> (8 - bitDepth - (bit & 7))) & mask;
    }
  }
}

type PaintRow = (row: Uint16Array, pass: PngPass, pixels: Uint8ClampedArray, to: number) => void;

/** Palette colours (§11.2.2) with their alpha (§11.3.1.1). Indices past the palette are opaque black, as libpng has them. */
function indexedRow({ palette, transparency }: PngData): PaintRow {
  const colours = new Uint8Array(256 * 4);
  for (let index = 0; index < 256; index++) {
    colours.set(palette?.subarray(index * 3, index * 3 + 3) ?? [], index * 4);
    colours[index * 4 + 3] = transparency?.[index] ?? 255;
  }
  return (row, { width, stepX }, pixels, to) => {
    for (let x = 0, at = to; x < width; x++, at += stepX * 4) {
      const index = (row[x] as number) * 4;
      for (let channel = 0; channel < 4; channel++) pixels[at + channel] = colours[index + channel] as number;
    }
  };
}

/** Grey or true colour, with its alpha channel or the one transparent colour of tRNS (§11.3.1.1). */
function colourRow({ bitDepth, colourType }: PngHeader, transparency: Uint8Array | undefined): PaintRow {
  const channels = CHANNELS[colourType];
  const isGrey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  const max = 2 ** bitDepth - 1;
  const scale = 255 / max;
  const key = [0, 2, 4].map((at) => ((transparency?.[at] ?? 0x1ff) << 8) | (transparency?.[at + 1] ?? 0));
  const [keyRed, keyGreen, keyBlue] = isGrey ? [key[0], key[0], key[0]] : key;
  return (row, { width, stepX }, pixels, to) => {
    for (let x = 0, at = to, from = 0; x < width; x++, at += stepX * 4, from += channels) {
      const red = row[from] as number;
      const green = isGrey ? red : (row[from + 1] as number);
      const blue = isGrey ? red : (row[from + 2] as number);
      const isKey = red === keyRed && green === keyGreen && blue === keyBlue;
      pixels[at] = red * scale;
      pixels[at + 1] = green * scale;
      pixels[at + 2] = blue * scale;
      pixels[at + 3] = (hasAlpha ? (row[from + channels - 1] as number) : isKey ? 0 : max) * scale;
    }
  };
}
