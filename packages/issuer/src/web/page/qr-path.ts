// A QR text as one SVG path, drawn on the phone itself: what is kept is shown without a network.

import { linkMatrix, type QrMatrix, QUIET_ZONE, qrMatrix } from "../../qr/qr-matrix.ts";

/** A path in units of modules, and the side of its square with the quiet zone. */
export type QrPath = { readonly side: number; readonly path: string };

/** The path of a QR text. */
export function qrPath(qrText: string): QrPath {
  return pathOf(qrMatrix(qrText));
}

/** The path of a link for another application. */
export function linkPath(link: string): QrPath {
  return pathOf(linkMatrix(link));
}

/** One rectangle for each run of dark modules in a row. */
function pathOf({ size, modules }: QrMatrix): QrPath {
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
