import { describe, expect, test } from "vitest";
import { isDark, qrMatrix } from "../../src/qr/qr-matrix.ts";
import { drawTerminal } from "../../src/qr/terminal.ts";
import { textOfLength } from "./qr-texts.ts";

const TEXT = textOfLength(193);
const ESCAPE = "\u001b[";
const BLACK_ON_WHITE = "38;5;16;48;5;231";

/** What a terminal shows: for each line two rows of half cells, true where it is dark. `ground` is the terminal's own. */
function shown(drawing: string, ground: "dark" | "light"): boolean[][] {
  const rows: boolean[][] = [];
  for (const line of drawing.replace(/\n$/, "").split("\n")) {
    const [upper, lower]: [boolean[], boolean[]] = [[], []];
    // What follows an escape sequence is in its colours; what is before the first, in the terminal's own.
    for (const [i, part] of line.split(ESCAPE).entries()) {
      const [colours, text = ""] = i === 0 ? ["0", part] : part.split("m", 2);
      if (colours !== "0" && colours !== BLACK_ON_WHITE) throw new Error(`unknown colours ${colours}`);
      const inkIsDark = colours === BLACK_ON_WHITE || ground === "light";
      for (const block of text) {
        upper.push("▀█".includes(block) === inkIsDark);
        lower.push("▄█".includes(block) === inkIsDark);
      }
    }
    rows.push(upper, lower);
  }
  return rows;
}

describe("drawTerminal", () => {
  test.each([
    { colour: true, ground: "dark" },
    { colour: true, ground: "light" },
    { colour: false, ground: "dark" },
    { colour: false, ground: "light" },
  ] as const)("shows the modules with the whole quiet zone: %o", ({ colour, ground }) => {
    const matrix = qrMatrix(TEXT);
    const rows = shown(drawTerminal(TEXT, { colour, ground }), ground);
    expect(rows.length).toBe(58);
    for (const [y, row] of rows.entries()) {
      expect(row).toEqual(Array.from({ length: 57 }, (_, x) => isDark(matrix, y - 4, x - 4)));
    }
  });

  test("needs 57 columns and 29 lines for a certificate, each line ended", () => {
    const lines = drawTerminal(TEXT, { colour: false }).split("\n");
    expect(lines.length).toBe(30);
    expect(lines.at(-1)).toBe("");
    for (const line of lines.slice(0, -1)) expect([...line].length).toBe(57);
  });

  test("writes no escape sequence without colour, and resets the colours at the end of every line with it", () => {
    expect(drawTerminal(TEXT, { colour: false })).not.toContain(ESCAPE);
    for (const line of drawTerminal(TEXT, { colour: true }).trimEnd().split("\n")) {
      expect(line.startsWith(`${ESCAPE}${BLACK_ON_WHITE}m`)).toBe(true);
      expect(line.endsWith(`${ESCAPE}0m`)).toBe(true);
    }
  });

  test("shows the inverted symbol, which readers still know, where the ground was guessed wrong", () => {
    const drawing = drawTerminal(TEXT, { colour: false, ground: "light" });
    expect(shown(drawing, "dark")).toEqual(shown(drawing, "light").map((row) => row.map((isDarkCell) => !isDarkCell)));
  });
});
