// PNG files (PNG Third Edition, W3C) of one bit a pixel, and chunks put together wrongly where a vector is about damage.

import { crc32, deflateSync } from "node:zlib";
import { concatBytes } from "@mohor/schema";

/** A black and white picture. */
export type Bitmap = {
  readonly width: number;
  readonly height: number;
  /** Asked only for 0 ≤ x < width and 0 ≤ y < height. */
  readonly isDark: (x: number, y: number) => boolean;
};

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The file of a picture. The bytes may differ between builds of zlib, the pixels never. */
export function pngFile(bitmap: Bitmap): Uint8Array {
  return pngOf(bitmap, scanlinesOf(bitmap));
}

/** A file whose header names the size, and whose data are these scanlines, compressed, whether they fit or not. */
export function pngOf(size: Omit<Bitmap, "isDark">, scanlines: Uint8Array): Uint8Array {
  return pngOfChunks(headerChunk(size, { depth: 1, colourType: 0 }), dataChunk(scanlines), END_CHUNK);
}

/** A file of these chunks, each as `chunk` makes it, or spoilt. */
export function pngOfChunks(...chunks: readonly Uint8Array[]): Uint8Array {
  return concatBytes(SIGNATURE, ...chunks);
}

/** The header: the size, and the only compression, filter method and no interlacing (§11.2.1). */
export function headerChunk(
  { width, height }: Omit<Bitmap, "isDark">,
  { depth, colourType }: { readonly depth: number; readonly colourType: number },
): Uint8Array {
  return chunk("IHDR", concatBytes(uint32(width), uint32(height), Uint8Array.of(depth, colourType, 0, 0, 0)));
}

/** Scanlines, compressed. */
export function dataChunk(scanlines: Uint8Array): Uint8Array {
  return chunk("IDAT", deflateSync(scanlines, { level: 9 }));
}

/** Each row begins with filter type 0; eight pixels a byte, the first in the highest bit, 1 for white. */
export function scanlinesOf({ width, height, isDark }: Bitmap): Uint8Array {
  const rowBytes = 1 + Math.ceil(width / 8);
  const scanlines = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * rowBytes + 1 + (x >> 3);
      if (!isDark(x, y)) scanlines[at] = (scanlines[at] as number) | (0x80 >> (x & 7));
    }
  }
  return scanlines;
}

/** Length, type, content, checksum (§5.3). */
export function chunk(type: string, content: Uint8Array): Uint8Array {
  const typed = concatBytes(new TextEncoder().encode(type), content);
  return concatBytes(uint32(content.length), typed, uint32(crc32(typed)));
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** The chunk that ends a file. */
export const END_CHUNK: Uint8Array = chunk("IEND", new Uint8Array(0));
