// The frame header of a JPEG (ITU-T T.81 §B.2.2), and the count of its scans. Nothing of the picture is decoded.

import { type Decoded, refuse } from "@mohor/schema";

/** Size of the picture. */
export type JpegHeader = { readonly width: number; readonly height: number };

/**
 * Scans of one picture: 10 is usual for progressive, about 20 the most that encoders make. Each scan costs a pass over the whole
 * picture, and a 16 MiB file could ask for 300,000 of them over 40 megapixels: hours, in a decoder that counts nothing.
 */
const MAX_SCANS = 64;

const SOS = 0xda;

/** Baseline, extended sequential and progressive Huffman (T.81 table B.1): what is used. */
const DECODED_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

/** Lossless, hierarchical, arithmetic: never seen in practice, and the decoder has none of them. */
const OTHER_FRAMES: ReadonlySet<number> = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * The header; PICTURE_FORMAT_UNKNOWN for kinds that the decoder does not know (not Huffman-coded, not 8 bits, or four components:
 * CMYK); PICTURE_DAMAGED for no frame header before the first scan; PICTURE_TOO_LARGE for more scans than an encoder makes.
 */
export function readJpegHeader(bytes: Uint8Array): Decoded<JpegHeader> {
  let header: JpegHeader | undefined;
  let at = 2;
  for (;;) {
    // As decoders do: whatever is no marker is skipped, and so are fill bytes (§B.1.1.2).
    while (at < bytes.length && bytes[at] !== 0xff) at++;
    while (at < bytes.length && bytes[at] === 0xff) at++;
    if (at + 2 >= bytes.length) return refuse("PICTURE_DAMAGED");
    const marker = bytes[at] as number;
    if (marker === SOS) break;
    at++;
    // Stuffed bytes, TEM, RSTn, SOI and EOI have no length.
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9)) continue;
    if (OTHER_FRAMES.has(marker)) return refuse("PICTURE_FORMAT_UNKNOWN");
    if (DECODED_FRAMES.has(marker)) {
      const frame = readFrame(bytes, at);
      if (!frame.ok || header !== undefined) return frame.ok ? refuse("PICTURE_DAMAGED") : frame;
      header = frame.value;
    }
    at += Math.max(2, uint16(bytes, at));
  }
  if (header === undefined) return refuse("PICTURE_DAMAGED");
  return countScans(bytes, at - 1) > MAX_SCANS ? refuse("PICTURE_TOO_LARGE") : { ok: true, value: header };
}

/** Length (2), precision (1), height (2), width (2), components (1). */
function readFrame(bytes: Uint8Array, at: number): Decoded<JpegHeader> {
  if (at + 8 > bytes.length) return refuse("PICTURE_DAMAGED");
  const [precision, components] = [bytes[at + 2], bytes[at + 7]];
  if (precision !== 8 || (components !== 1 && components !== 3)) return refuse("PICTURE_FORMAT_UNKNOWN");
  return { ok: true, value: { height: uint16(bytes, at + 3), width: uint16(bytes, at + 5) } };
}

/** SOS markers from there on. The coder stuffs a zero after each FF of its data, so only segments can hold a false one. */
function countScans(bytes: Uint8Array, from: number): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === SOS) scans++;
  return scans;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
