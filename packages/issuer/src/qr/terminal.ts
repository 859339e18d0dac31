// QR text to a terminal: half blocks, two rows of modules to a line of text, with the whole quiet zone.

import { isDark, type QrMatrix, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";

/** How to draw. */
export type DrawTerminalOptions = {
  /** Whether escape sequences may be written: a terminal, and no NO_COLOR. The caller knows both. */
  readonly colour: boolean;
  /**
   * Without colour: whether the terminal writes light on "dark" or dark on "light". A wrong guess makes the symbol inverted, which
   * many scanners and every Mohor verifier still read.
   */
  readonly ground?: "dark" | "light";
};

/** Black on white of the 256-colour cube (16 and 231): the first sixteen colours are the theme's, and its "white" is often grey. */
const BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
const RESET = "\u001b[0m";

/** Upper half, lower half: by which of them is inked. */
const BLOCKS = { none: " ", lower: "▄", upper: "▀", both: "█" } as const;

/**
 * Lines of text that show the symbol with its quiet zone, each ending in a newline. In colour it is black on white on any terminal; the
 * lines are as many columns wide as the symbol and its quiet zone have modules (57 for v8). Texts that cannot be encoded are a TypeError.
 */
export function drawTerminal(qrText: string, { colour, ground = "dark" }: DrawTerminalOptions): string {
  const matrix = qrMatrix(qrText);
  // Light on dark, what is written is the light modules; otherwise the dark ones.
  const inkIsLight = !colour && ground === "dark";
  let drawing = "";
  for (let row = -QUIET_ZONE; row < matrix.size + QUIET_ZONE; row += 2) {
    const line = drawLine(matrix, row, inkIsLight);
    drawing += colour ? `${BLACK_ON_WHITE}${line}${RESET}\n` : `${line}\n`;
  }
  return drawing;
}

/** Two rows of modules. Symbols have an odd number of rows: below the last, one more light row completes the line. */
function drawLine(matrix: QrMatrix, row: number, inkIsLight: boolean): string {
  let line = "";
  for (let column = -QUIET_ZONE; column < matrix.size + QUIET_ZONE; column++) {
    const upper = isDark(matrix, row, column) !== inkIsLight;
    const lower = isDark(matrix, row + 1, column) !== inkIsLight;
    line += BLOCKS[upper ? (lower ? "both" : "upper") : lower ? "lower" : "none"];
  }
  return line;
}
