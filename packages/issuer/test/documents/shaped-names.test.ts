// Names as HarfBuzz's own program shapes them, glyph by glyph: another build of another version, started from outside.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Blob, Face, Font } from "harfbuzzjs";
import { afterAll, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { documentFonts } from "../../src/documents/fonts.ts";
import { shapeText } from "../../src/documents/shape-text.ts";
import { sfntOfWoff } from "../../src/documents/woff.ts";
import { sampleRows } from "../../src/sample/sample-registry.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "mohor-shape-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Distinct names of the sample in one script. */
function namesIn(language: "ben" | "hin", count: number): readonly string[] {
  const names = new Set<string>();
  for (const row of sampleRows({ count: 20_000 })) {
    if (row.second_language === language) names.add(row.second_name);
    if (names.size === count) break;
  }
  return [...names];
}

type Glyph = { readonly id: number; readonly advance: number; readonly x: number; readonly y: number };

/** Each word's glyphs by `hb-shape`, which prints `[id=cluster@x,y+advance|…]` a line. */
async function shapedByProgram(
  words: readonly string[],
  fontFile: string,
): Promise<ReadonlyMap<string, readonly Glyph[]>> {
  const texts = join(folder, "words.txt");
  writeFileSync(texts, `${words.join("\n")}\n`);
  const options = ["--no-glyph-names", "--text-file", texts, "--font-file", fontFile];
  const { stdout } = await run(await osTool("hb-shape"), options, { maxBuffer: 1 << 26 });
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(words.length);
  return new Map(
    lines.map((line, i) => [
      words[i] as string,
      line
        .slice(1, -1)
        .split("|")
        .map((glyph) => {
          const [, id, x = "0", y = "0", advance] = /^(\d+)=\d+(?:@(-?\d+),(-?\d+))?\+(-?\d+)/.exec(glyph) ?? [];
          return { id: Number(id), x: Number(x), y: Number(y), advance: Number(advance) };
        }),
    ]),
  );
}

describe("names on paper", () => {
  it.each([
    ["Bengali", "ben", "@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali"],
    ["Hindi", "hin", "@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari"],
  ] as const)(
    "%s ones are shaped as HarfBuzz's own program shapes them, 600 names glyph by glyph",
    async (_, language, subset) => {
      const sfnt = sfntOfWoff(readFileSync(createRequire(import.meta.url).resolve(`${subset}-400-normal.woff`)));
      const fontFile = join(folder, `${language}.ttf`);
      writeFileSync(fontFile, sfnt);
      const face = new Face(new Blob(sfnt));
      const font = new Font(face);
      const { regular } = documentFonts();
      const space = shapeText(" ", regular).width;
      const names = namesIn(language, 600);
      expect(names).toHaveLength(600);
      const byProgram = await shapedByProgram([...new Set(names.flatMap((name) => name.split(" ")))], fontFile);
      for (const name of names) {
        const expected: { path: string; x: number; y: number }[] = [];
        let at = 0;
        for (const [i, word] of name.split(" ").entries()) {
          if (i > 0) at += space * face.upem;
          for (const { id, advance, x, y } of byProgram.get(word) ?? []) {
            const path = font.glyphToPath(id);
            if (path !== "") expected.push({ path, x: at + x, y });
            at += advance;
          }
        }
        const line = shapeText(name, regular);
        const drawn = line.glyphs.map(({ path, x, y }) => ({
          path,
          x: Math.round(x * face.upem),
          y: Math.round(y * face.upem),
        }));
        expect(drawn, name).toEqual(expected.map(({ path, x, y }) => ({ path, x: Math.round(x), y })));
        expect(line.width * face.upem).toBeCloseTo(at, 3);
      }
    },
  );
});
