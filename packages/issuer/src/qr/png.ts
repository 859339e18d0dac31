// QR text to PNG.

import { encodeOneBitPng, packRow } from "./one-bit-png.ts";
import { isDark, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";

/** How to draw. */
export type DrawPngOptions = {
  /** Pixels to a module, 1 to 64. The default makes a v8 symbol 684 pixels wide: large on a phone, and it survives a messenger. */
  readonly modulePixels?: number;
};

const DEFAULT_MODULE_PIXELS = 12;
const MAX_MODULE_PIXELS = 64;

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
  const rows: Uint8Array[] = [];
  for (let moduleRow = -QUIET_ZONE; moduleRow < matrix.size + QUIET_ZONE; moduleRow++) {
    const row = packRow(side, (x) => isDark(matrix, moduleRow, Math.floor(x / modulePixels) - QUIET_ZONE));
    for (let y = 0; y < modulePixels; y++) rows.push(row);
  }
  return encodeOneBitPng(side, rows);
}
