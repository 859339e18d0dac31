import { execFileSync } from "node:child_process";
import { readQrTexts } from "@mohor/verifier/image";
import { describe, expect, test, vi } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { isDark, qrMatrix } from "../../src/qr/qr-matrix.ts";
import { drawSvg } from "../../src/qr/svg.ts";
import { textOfLength } from "./qr-texts.ts";

// The first run on a new machine installs librsvg and zbar.
vi.setConfig({ testTimeout: 600_000 });

const TEXT = textOfLength(193);

/** The modules that the path of strokes covers, by the rules of SVG's path data: M and m move, h draws. */
function inkedModules(svg: string): Set<string> {
  const inked = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, command, numbers = ""] of (/stroke="#000" d="([^"]*)"/.exec(svg)?.[1] ?? "").matchAll(
    /([Mmh])([^Mmh]*)/g,
  )) {
    const [first = 0, second = 0] = numbers.split(" ").map(Number);
    if (command === "M") [x, y] = [first, second];
    if (command === "m") [x, y] = [x + first, y + second];
    if (command === "h") for (const end = x + first; x < end; x++) inked.add(`${x},${y - 0.5}`);
  }
  return inked;
}

describe("drawSvg", () => {
  test("inks the dark modules and no others, inside a quiet zone of four", () => {
    const matrix = qrMatrix(TEXT);
    const svg = drawSvg(TEXT);
    const inked = inkedModules(svg);
    for (let row = -4; row < 53; row++) {
      for (let column = -4; column < 53; column++) {
        expect(inked.has(`${column + 4},${row + 4}`)).toBe(isDark(matrix, row, column));
      }
    }
    expect(svg).toContain('viewBox="0 0 57 57"');
  });

  test("drawn by librsvg, is read by zbar and by our reader as the same text", async () => {
    const [rsvgConvert, zbarimg] = [await osTool("rsvg-convert"), await osTool("zbarimg")];
    for (const widthMillimetres of [25, 60]) {
      const png = execFileSync(rsvgConvert, ["--dpi-x=300", "--dpi-y=300"], {
        input: drawSvg(TEXT, { widthMillimetres }),
      });
      const flags = ["--nodbus", "-q", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", "-"];
      expect(execFileSync(zbarimg, flags, { input: png, encoding: "utf8" }).replace(/\n$/, "")).toBe(TEXT);
      const result = await readQrTexts(png);
      expect(result.ok && result.sightings.map(({ text }) => text)).toEqual([TEXT]);
      // So many millimetres at 300 dots to an inch.
      expect(Math.abs(png.readUInt32BE(16) - (widthMillimetres / 25.4) * 300)).toBeLessThanOrEqual(1);
    }
  });

  test("is a picture to screen readers, with a title and a description that say nothing of the text", () => {
    const svg = drawSvg(TEXT);
    expect(svg).toContain('role="img"');
    expect(svg).toMatch(/<title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    expect(svg).not.toContain(TEXT.slice(0, 12));
  });

  test("escapes what the caller says of it", () => {
    const svg = drawSvg(TEXT, { title: `</title><script>"'&`, description: "মোহর <b>" });
    expect(svg).toContain("<title>&#60;/title&#62;&#60;script&#62;&#34;&#39;&#38;</title>");
    expect(svg).toContain("<desc>মোহর &#60;b&#62;</desc>");
  });

  test("follows from the text and the options alone", () => {
    expect(drawSvg(TEXT)).toBe(drawSvg(TEXT));
    expect(drawSvg(TEXT, { widthMillimetres: 25 })).toContain('width="25mm" height="25mm"');
  });

  test("throws a TypeError for a width that is none", () => {
    for (const widthMillimetres of [0, -3, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => drawSvg(TEXT, { widthMillimetres })).toThrow(TypeError);
    }
  });
});
