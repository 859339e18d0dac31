// A QR text as one SVG path, drawn on the phone itself: what is kept is shown without a network.

import { QUIET_ZONE, qrMatrix } from "../../qr/qr-matrix.ts";

/** A path in units of modules, and the side of its square with the quiet zone. */
export type QrPath = { readonly side: number; readonly path: string };

/** The path of a QR text: one rectangle for each run of dark modules in a row. */
export function qrPath(qrText: string): QrPath {
  const { size, modules } = qrMatrix(qrText);
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; ) {
      const start = column;
      while (column < size && modules[row * size + column] === 1) column++;
      if (column > start) path += `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start}v1h-${column - start}z`;
      else column++;
    }
  }
  return { side: size + 2 * QUIET_ZONE, path };
}
