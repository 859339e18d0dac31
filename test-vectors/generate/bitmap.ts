// QR symbols as black and white pictures, and what people and cameras do to them: turned, mirrored, inverted, several on a sheet.

import { QUIET_ZONE, qrMatrix } from "@mohor/issuer/qr";
import type { Bitmap } from "./png-file.ts";

/** The symbol of a text with its quiet zone. */
export function symbol(text: string, { modulePixels }: { modulePixels: number } = { modulePixels: 4 }): Bitmap {
  const { size, modules } = qrMatrix(text);
  const side = (size + 2 * QUIET_ZONE) * modulePixels;
  const moduleAt = (pixel: number) => Math.floor(pixel / modulePixels) - QUIET_ZONE;
  const isInside = (module: number) => module >= 0 && module < size;
  return {
    width: side,
    height: side,
    isDark: (x, y) => {
      const [column, row] = [moduleAt(x), moduleAt(y)];
      return isInside(column) && isInside(row) && modules[row * size + column] === 1;
    },
  };
}

/** A quarter turn clockwise. */
export function turned({ width, height, isDark }: Bitmap): Bitmap {
  return { width: height, height: width, isDark: (x, y) => isDark(y, height - 1 - x) };
}

/** As in a mirror, or from behind a window. */
export function mirrored({ width, height, isDark }: Bitmap): Bitmap {
  return { width, height, isDark: (x, y) => isDark(width - 1 - x, y) };
}

/** White on black. */
export function inverted({ width, height, isDark }: Bitmap): Bitmap {
  return { width, height, isDark: (x, y) => !isDark(x, y) };
}

/** The upper part, as if a hand covered the rest. */
export function upperPart({ width, isDark }: Bitmap, height: number): Bitmap {
  return { width, height, isDark };
}

/** Two pictures of one height, the first on the left. */
export function beside(left: Bitmap, right: Bitmap): Bitmap {
  return {
    width: left.width + right.width,
    height: left.height,
    isDark: (x, y) => (x < left.width ? left.isDark(x, y) : right.isDark(x - left.width, y)),
  };
}
