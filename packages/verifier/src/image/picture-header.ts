// What a picture file says of itself, read from its first bytes and held against the bounds before anything is decoded. Our own
// readers, because a library for dimensions alone reads thirty formats more, and does not tell what decides here: whether a
// JPEG is of a kind that the decoder knows and how many scans it makes, and whether a WebP is animated.

import { type Decoded, MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE, refuse, toHex } from "@mohor/schema";
import { readJpegHeader } from "./jpeg-header.ts";
import { readPngHeader } from "./png-header.ts";
import { readWebpHeader } from "./webp-header.ts";

/** The formats that are read. */
export type PictureFormat = "png" | "jpeg" | "webp";

/** Format and size of a picture within the bounds. */
export type PictureHeader = { readonly format: PictureFormat; readonly width: number; readonly height: number };

/** Each format's magic bytes, in hexadecimal; a dot stands for any digit. WebP: "RIFF", a length, "WEBP". */
const SIGNATURES = {
  png: /^89504e470d0a1a0a/,
  jpeg: /^ffd8ff/,
  webp: /^52494646.{8}57454250/,
} satisfies Record<PictureFormat, RegExp>;

const READERS = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  webp: readWebpHeader,
} satisfies Record<PictureFormat, (bytes: Uint8Array) => Decoded<{ width: number; height: number }>>;

/** The format by its magic bytes, whatever the file is called; undefined for any other. */
export function sniffPictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const start = toHex(bytes.subarray(0, 12));
  return (Object.keys(SIGNATURES) as PictureFormat[]).find((format) => SIGNATURES[format].test(start));
}

/**
 * The header of a picture that may be decoded. PICTURE_EMPTY: no bytes. PICTURE_TOO_LARGE: file, side or area past its bound.
 * PICTURE_FORMAT_UNKNOWN: not PNG, JPEG or WebP, or a kind of these that is not read (CMYK, lossless or arithmetic-coded JPEG,
 * animated WebP). PICTURE_DAMAGED: the header contradicts its format. Linear in the file at worst.
 */
export function readPictureHeader(bytes: Uint8Array): Decoded<PictureHeader> {
  if (bytes.length === 0) return refuse("PICTURE_EMPTY");
  if (bytes.length > MAX_PICTURE_BYTES) return refuse("PICTURE_TOO_LARGE");
  const format = sniffPictureFormat(bytes);
  if (format === undefined) return refuse("PICTURE_FORMAT_UNKNOWN");
  const header = READERS[format](bytes);
  if (!header.ok) return header;
  const { width, height } = header.value;
  if (width === 0 || height === 0) return refuse("PICTURE_DAMAGED");
  if (Math.max(width, height) > MAX_PICTURE_SIDE || width * height > MAX_PICTURE_PIXELS)
    return refuse("PICTURE_TOO_LARGE");
  return { ok: true, value: { format, width, height } };
}
