// A PNG of one bit for each pixel, written here on node:zlib (PNG Third Edition, W3C). A general writer makes the same picture
// several times larger and slower, because it writes 32 bits for each pixel.

import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** A row as PNG stores it: its filter, 0 for none, then its pixels, of which a bit that is 1 is white (§11.2.1, §7.2). */
export function packRow(width: number, isDark: (column: number) => boolean): Uint8Array {
  const row = new Uint8Array(1 + Math.ceil(width / 8));
  for (let x = 0; x < width; x++) {
    if (!isDark(x)) row[1 + (x >> 3)] = (row[1 + (x >> 3)] as number) | (0x80 >> (x & 7));
  }
  return row;
}

/**
 * A picture of these rows, black on white, greyscale of one bit. The pixels follow from the rows; the bytes also from zlib's
 * version.
 */
export function encodeOneBitPng(width: number, rows: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, rows.length);
  header[8] = 1;
  const parts = [
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

/** Length, type, content, CRC of type and content (§5.3). */
function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + content.length);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + content.length)), 8 + content.length);
  return bytes;
}
