// QR text to SVG: a white ground and one path, each run of dark modules a stroke along its row. For paper and for pages; nothing in
// it is about a person.

import { isDark, type QrMatrix, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";

/** How to draw. */
export type DrawSvgOptions = {
  /** Width and height on paper, quiet zone included. The default gives a v8 symbol modules of 0.56 mm. */
  readonly widthMillimetres?: number;
  /** What a screen reader says, in the page's language. Nobody's name belongs here: a title is shown by the pointer. */
  readonly title?: string;
  readonly description?: string;
};

const DEFAULT_WIDTH_MILLIMETRES = 32;
const DEFAULT_TITLE = "QR code";
const DEFAULT_DESCRIPTION = "A signed certificate, to be scanned by a verifier";

/**
 * An SVG document of the symbol with its quiet zone, in units of one module. It follows from the text and the options alone. Texts
 * that cannot be encoded and widths that are none are a TypeError.
 */
export function drawSvg(qrText: string, options: DrawSvgOptions = {}): string {
  const {
    widthMillimetres = DEFAULT_WIDTH_MILLIMETRES,
    title = DEFAULT_TITLE,
    description = DEFAULT_DESCRIPTION,
  } = options;
  if (!(widthMillimetres > 0 && widthMillimetres < Number.POSITIVE_INFINITY))
    throw new TypeError("a width is a number of millimetres above 0");
  const matrix = qrMatrix(qrText);
  const side = matrix.size + 2 * QUIET_ZONE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${widthMillimetres}mm" height="${widthMillimetres}mm"`,
    ` viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/>`,
    `<path stroke="#000" d="${strokes(matrix)}"/></svg>\n`,
  ].join("");
}

/** Strokes of width one along the middle of each row, from run to run. */
function strokes(matrix: QrMatrix): string {
  let path = "";
  for (let row = 0; row < matrix.size; row++) {
    let pen: number | undefined;
    for (let column = 0; column < matrix.size; column++) {
      if (!isDark(matrix, row, column)) continue;
      let end = column;
      while (isDark(matrix, row, end)) end++;
      path += pen === undefined ? `M${column + QUIET_ZONE} ${row + QUIET_ZONE}.5` : `m${column - pen} 0`;
      path += `h${end - column}`;
      pen = end;
      column = end;
    }
  }
  return path;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
