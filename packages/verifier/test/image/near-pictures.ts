// Test support: pictures near those that people show, for holding readers against each other. Codes of given texts are painted as sheets,
// spoilt as cameras and hands spoil them, written as PNG of every kind, and some of the files are damaged, with checksums made right again
// where the damage is to be met by more than the checksum. Everything follows from the case.

import { deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import type { GreyFrame } from "../../src/image/frame.ts";
import { encodeGreyPng, encodePng, type PngOptions, pngChunk } from "./encode-png.ts";
import { addNoise, blur, fade, paintSheet } from "./paint.ts";

const HARMS = ["none", "blur", "noise", "fade", "crop", "stain", "modules"] as const;
const KINDS = [
  "grey",
  "one-bit",
  "palette",
  "short-palette",
  "colour",
  "alpha",
  "deep",
  "keyed",
  "interlaced",
] as const;
const DAMAGES = [
  "cut-short",
  "byte",
  "header-byte",
  "data-byte",
  "stream-byte",
  "palette-byte",
  "row-filter",
  "rows-missing",
  "rows-too-many",
  "chunk-missing",
  "chunk-twice",
  "chunk-unknown",
  "chunks-exchanged",
  "more-after-the-end",
  "more-in-the-stream",
] as const;

/** What is drawn and what is done to it. Numbers from 0 to 1 are taken of what there is. */
export type PictureCase = {
  readonly modulePixels: number;
  readonly angle: number;
  readonly mirrored: boolean;
  readonly inverted: boolean;
  readonly second: "none" | "beside" | "below" | "same";
  readonly harm: (typeof HARMS)[number];
  readonly strength: number;
  readonly kind: (typeof KINDS)[number];
  readonly filter: 0 | 1 | 2 | 3 | 4 | "mixed";
  readonly damage: "none" | (typeof DAMAGES)[number];
  readonly place: number;
  readonly value: number;
};

/** A third of the files is damaged, half of the sheets is spoilt, most lie straight. */
export const pictureCase: fc.Arbitrary<PictureCase> = fc.record({
  modulePixels: fc.constantFrom(1, 2, 3, 3, 4),
  angle: fc.oneof(fc.constant(0), fc.constantFrom(90, 180, 270), fc.integer({ min: 1, max: 359 })),
  mirrored: fc.nat({ max: 4 }).map((n) => n === 0),
  inverted: fc.nat({ max: 4 }).map((n) => n === 0),
  second: fc.constantFrom("none", "none", "none", "beside", "below", "same"),
  harm: fc.oneof(fc.constant("none" as const), fc.constantFrom(...HARMS)),
  strength: fc.nat({ max: 1_000 }).map((n) => n / 1_000),
  kind: fc.constantFrom("grey", "grey", ...KINDS),
  filter: fc.constantFrom<PictureCase["filter"][]>(0, 1, 2, 3, 4, "mixed"),
  damage: fc.oneof({ weight: 2, arbitrary: fc.constant("none" as const) }, fc.constantFrom(...DAMAGES)),
  place: fc.nat({ max: 999_999 }).map((n) => n / 1_000_000),
  value: fc.integer({ min: 1, max: 255 }),
});

/** The file of a case, and the texts that are drawn in it, the second of two texts only where the case has two codes. */
export function nearPicture(texts: readonly [string, string], pictured: PictureCase): NearPicture {
  const drawn = pictured.second === "none" ? [texts[0]] : [texts[0], texts[pictured.second === "same" ? 0 : 1]];
  const sheet = harmed(paint(drawn, pictured), pictured);
  return { file: damaged(written(sheet, pictured), pictured), drawn };
}

/** A picture's file and what was drawn in it. */
export type NearPicture = { readonly file: Uint8Array; readonly drawn: readonly string[] };

function paint(drawn: readonly string[], { modulePixels, angle, mirrored, inverted, second }: PictureCase): GreyFrame {
  // Of 200 characters a symbol has some 57 modules with its quiet zone, of 40 some 33.
  const widths = drawn.map((text) => modulePixels * (text.length > 250 ? 73 : text.length > 90 ? 57 : 33));
  const widest = Math.max(...widths);
  const room = angle % 90 === 0 ? widest : Math.ceil(widest * Math.SQRT2);
  const gap = 16;
  const isBelow = second === "below";
  const symbols = drawn.map((text, i) => ({
    text,
    width: widths[i] as number,
    left: gap + (isBelow ? 0 : i * (room + gap)) + (room - (widths[i] as number)) / 2,
    top: gap + (isBelow ? i * (room + gap) : 0) + (room - (widths[i] as number)) / 2,
    angle,
    mirrored,
    inverted,
  }));
  const along = gap + drawn.length * (room + gap);
  const across = room + 2 * gap;
  return paintSheet({ width: isBelow ? across : along, height: isBelow ? along : across, symbols });
}

function harmed(sheet: GreyFrame, { harm, strength, place, modulePixels, value }: PictureCase): GreyFrame {
  const { width, height, luma } = sheet;
  switch (harm) {
    case "none":
      return sheet;
    case "blur":
      return blur(sheet, 0.3 + strength * modulePixels * 0.8);
    case "noise":
      return addNoise(sheet, 5 + strength * 70, value);
    case "fade":
      return fade(sheet, 1 - strength * 0.95);
    case "crop": {
      const rows = Math.max(1, Math.round(height * (1 - strength / 2)));
      return { width, height: rows, luma: luma.subarray(0, rows * width) };
    }
    case "stain":
    case "modules": {
      // One large stain, or many of a module's size.
      const random = seededRandom(Math.floor(place * 2 ** 31));
      const side = harm === "stain" ? Math.ceil(width * strength * 0.4) : modulePixels;
      const stains = harm === "stain" ? 1 : Math.ceil(strength * 200);
      const stained = Uint8Array.from(luma);
      for (let stain = 0; stain < stains; stain++) {
        const [left, top] = [Math.floor(random() * width), Math.floor(random() * height)];
        const ink = random() < 0.5 ? 0 : 255;
        for (let y = top; y < Math.min(height, top + side); y++)
          stained.fill(ink, y * width + left, y * width + Math.min(width, left + side));
      }
      return { width, height, luma: stained };
    }
  }
}

/** Grey levels of a palette of sixteen, so that a sheet of any greys has something to lose. */
const PALETTE = Uint8Array.from({ length: 48 }, (_, i) => Math.floor(i / 3) * 17);

function written(sheet: GreyFrame, { kind, filter }: PictureCase): Uint8Array {
  const { width, height, luma } = sheet;
  const lumaAt = (x: number, y: number) => luma[y * width + x] as number;
  const encode = (options: PngOptions, sampleAt: (x: number, y: number, channel: number) => number) =>
    encodePng(width, height, { filter, ...options }, sampleAt);
  switch (kind) {
    case "grey":
      return encodeGreyPng(sheet);
    case "one-bit":
      return encode({ colourType: 0, bitDepth: 1 }, (x, y) => lumaAt(x, y) >> 7);
    case "palette":
      return encode({ colourType: 3, bitDepth: 4, palette: PALETTE }, (x, y) => lumaAt(x, y) >> 4);
    case "short-palette":
      // Dark is a place in the palette, or any past its end.
      return encode({ colourType: 3, bitDepth: 4, palette: PALETTE.map((v) => 255 - v).subarray(0, 24) }, (x, y) =>
        lumaAt(x, y) > 127 ? (255 - lumaAt(x, y)) >> 4 : 15,
      );
    case "colour":
      return encode({ colourType: 2, bitDepth: 8 }, (x, y, channel) => Math.min(255, lumaAt(x, y) + channel * 20));
    case "alpha":
      return encode({ colourType: 4, bitDepth: 8 }, (x, y, channel) => (channel === 0 ? 0 : 255 - lumaAt(x, y)));
    case "deep":
      return encode({ colourType: 0, bitDepth: 16 }, (x, y) => lumaAt(x, y) * 257);
    case "keyed":
      // White is what tRNS makes see-through, or black is.
      return encode({ colourType: 0, bitDepth: 8, transparency: Uint8Array.of(0, 255) }, lumaAt);
    case "interlaced":
      return encode({ colourType: 0, bitDepth: 2, isInterlaced: true }, (x, y) => lumaAt(x, y) >> 6);
  }
}

type Chunk = { readonly type: string; readonly content: Uint8Array };

function damaged(file: Uint8Array, { damage, place, value }: PictureCase): Uint8Array {
  const chunks = chunksOf(file);
  const at = Math.floor(place * chunks.length);
  const rechunked = (changed: readonly Chunk[]) => fileOf(changed);
  const changeIn = (type: string, change: (content: Uint8Array) => Uint8Array) =>
    rechunked(chunks.map((chunk) => (chunk.type === type ? { type, content: change(chunk.content) } : chunk)));
  const oneByte = (bytes: Uint8Array) => {
    const where = Math.floor(place * bytes.length);
    return bytes.length === 0 ? bytes : Uint8Array.from(bytes).with(where, (bytes[where] as number) ^ value);
  };
  const rows = (change: (scanlines: Uint8Array) => Uint8Array) =>
    changeIn("IDAT", (content) => deflateSync(change(inflateSync(content)), { level: 1 }));
  switch (damage) {
    case "none":
      return file;
    case "cut-short":
      return file.subarray(0, Math.floor(place * file.length));
    case "byte":
      return oneByte(file);
    case "header-byte":
      return changeIn("IHDR", oneByte);
    case "data-byte":
      return rows(oneByte);
    case "stream-byte":
      return changeIn("IDAT", oneByte);
    case "palette-byte":
      return changeIn("PLTE", oneByte);
    case "row-filter":
      return rows((scanlines) => scanlines.with(0, value % 8));
    case "rows-missing":
      return rows((scanlines) => scanlines.subarray(0, Math.floor(place * scanlines.length)));
    case "rows-too-many":
      return rows((scanlines) => Buffer.concat([scanlines, new Uint8Array(value)]));
    case "chunk-missing":
      return rechunked(chunks.toSpliced(at, 1));
    case "chunk-twice":
      return rechunked(chunks.toSpliced(at, 0, chunks[at] as Chunk));
    case "chunk-unknown": {
      // Of no known type: one that may be passed over, one that must be understood, or one whose checksum is wrong.
      const type = value % 2 === 0 ? "moHr" : "MOHR";
      const changed = rechunked(chunks.toSpliced(at, 0, { type, content: Uint8Array.of(value) }));
      return value % 3 === 0
        ? Uint8Array.from(changed, (byte, i) => (i === changed.indexOf(value) ? byte ^ 1 : byte))
        : changed;
    }
    case "chunks-exchanged": {
      const other = (at + 1) % chunks.length;
      return rechunked(chunks.with(at, chunks[other] as Chunk).with(other, chunks[at] as Chunk));
    }
    case "more-after-the-end":
      return Buffer.concat([file, new Uint8Array(value).fill(value)]);
    case "more-in-the-stream":
      return changeIn("IDAT", (content) => Buffer.concat([content, Uint8Array.of(value)]));
  }
}

function chunksOf(file: Uint8Array): Chunk[] {
  const view = Buffer.from(file);
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = view.readUInt32BE(at);
    chunks.push({ type: view.toString("latin1", at + 4, at + 8), content: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function fileOf(chunks: readonly Chunk[]): Uint8Array {
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    ...chunks.map(({ type, content }) => pngChunk(type, content)),
  ]);
}
