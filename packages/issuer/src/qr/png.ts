// QR text to PNG: one bit for each pixel, written here on node:zlib (PNG Third Edition, W3C). A general writer makes the same
// picture several times larger and slower, because it writes 32 bits for each pixel.

import { crc32, deflateSync } from "node:zlib";
import { isDark, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";

/** How to draw. */
export type DrawPngOptions = {
  /** Pixels to a module, 1 to 64. The default makes a v8 symbol 684 pixels wide: large on a phone, and it survives a messenger. */
  readonly modulePixels?: number;
};

const DEFAULT_MODULE_PIXELS = 12;
const MAX_MODULE_PIXELS = 64;

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * A PNG of the symbol with its quiet zone, black on white, greyscale of one bit. The pixels follow from the text and the options; the
 * bytes also from zlib's version. Texts that cannot be encoded and sizes out of range are a TypeError.
 */
export function drawPng(
  qrText: string,
  { modulePixels = DEFAULT_MODULE_PIXELS }: DrawPngOptions = {},
): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(modulePixels) || modulePixels < 1 || modulePixels > MAX_MODULE_PIXELS) {
    throw new TypeError(`a module is a whole number of pixels from 1 to ${MAX_MODULE_PIXELS}`);
  }
  const matrix = qrMatrix(qrText);
  const side = (matrix.size + 2 * QUIET_ZONE) * modulePixels;
  const rowBytes = 1 + Math.ceil(side / 8);
  // Each row begins with its filter, 0 for none; a bit that is 1 is white (§11.2.1, §7.2).
  const rows = new Uint8Array(rowBytes * side);
  for (let moduleRow = -QUIET_ZONE; moduleRow < matrix.size + QUIET_ZONE; moduleRow++) {
    const row = new Uint8Array(rowBytes);
    for (let x = 0; x < side; x++) {
      const column = Math.floor(x / modulePixels) - QUIET_ZONE;
      if (!isDark(matrix, moduleRow, column)) row[1 + (x >> 3)] = (row[1 + (x >> 3)] as number) | (0x80 >> (x & 7));
    }
    const first = (moduleRow + QUIET_ZONE) * modulePixels;
    for (let y = first; y < first + modulePixels; y++) rows.set(row, y * rowBytes);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, side);
  view.setUint32(4, side);
  header[8] = 1;
  const parts = [
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
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
