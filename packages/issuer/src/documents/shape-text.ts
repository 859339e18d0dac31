// Text to glyphs in their places, by HarfBuzz: conjuncts, reordered vowel signs and marks of Bengali and Devanagari come out as in a
// browser (docs/decisions/0024). A text may mix scripts; each stretch is shaped with the first face that has its characters. The only
// importer of harfbuzzjs.

import { Blob, Buffer, Face, Font, shape } from "harfbuzzjs";

/** A font file, open. */
export type ShapingFace = {
  readonly covers: (cluster: string) => boolean;
  readonly shapeRun: (text: string) => ShapedText;
};

/** A glyph: its outline in SVG path syntax (y upwards, `scale` units to the em) and its origin, in ems. */
export type PlacedGlyph = { readonly path: string; readonly scale: number; readonly x: number; readonly y: number };

/** A line of text, one em high. `width` is in ems. */
export type ShapedText = { readonly text: string; readonly width: number; readonly glyphs: readonly PlacedGlyph[] };

/** Characters without a shape of their own (joiners, variation selectors): any face will do. */
const INVISIBLE = /^(?:\u200C|\u200D|[\uFE00-\uFE0F])$/;

const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Opens a bare font file (OpenType). A file that HarfBuzz cannot use gives a face that covers nothing. */
export function openFace(sfnt: Uint8Array): ShapingFace {
  const face = new Face(new Blob(sfnt));
  const font = new Font(face);
  const known = new Set(face.collectUnicodes());
  const paths = new Map<number, string>();
  // One for all: a buffer's own memory is freed when the event loop turns, and ten thousand sheets in one turn took a gigabyte.
  const buffer = new Buffer();

  function pathOf(glyph: number): string {
    const held = paths.get(glyph);
    if (held !== undefined) return held;
    const path = font.glyphToPath(glyph);
    paths.set(glyph, path);
    return path;
  }

  return {
    covers: (cluster) =>
      [...cluster].every((character) => INVISIBLE.test(character) || known.has(character.codePointAt(0) as number)),
    shapeRun(text) {
      buffer.reset();
      buffer.addText(text);
      buffer.guessSegmentProperties();
      shape(font, buffer);
      const positions = buffer.getGlyphPositions();
      const glyphs: PlacedGlyph[] = [];
      let x = 0;
      for (const [i, { codepoint }] of buffer.getGlyphInfos().entries()) {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
        const path = pathOf(codepoint);
        if (path !== "") glyphs.push({ path, scale: face.upem, x: (x + xOffset) / face.upem, y: yOffset / face.upem });
        x += xAdvance;
      }
      return { text, width: x / face.upem, glyphs };
    },
  };
}

/** The line shaped with these faces, the preferred first. Characters that none has show the first face's empty box. */
export function shapeText(text: string, faces: readonly ShapingFace[]): ShapedText {
  const runs: { face: ShapingFace; text: string }[] = [];
  for (const { segment } of clusters.segment(text)) {
    const last = runs.at(-1);
    if (last?.face.covers(segment)) last.text += segment;
    else {
      const face = faces.find((candidate) => candidate.covers(segment)) ?? faces[0];
      if (face === undefined) throw new TypeError("text needs a face");
      runs.push({ face, text: segment });
    }
  }
  let width = 0;
  const glyphs: PlacedGlyph[] = [];
  for (const { face, text: run } of runs) {
    const shaped = face.shapeRun(run);
    for (const glyph of shaped.glyphs) glyphs.push({ ...glyph, x: glyph.x + width });
    width += shaped.width;
  }
  return { text, width, glyphs };
}

/** The text in lines of at most `width` ems, broken at spaces; a word that is longer stands alone. */
export function wrapText(text: string, faces: readonly ShapingFace[], width: number): readonly ShapedText[] {
  const lines: ShapedText[] = [];
  let words: string[] = [];
  for (const word of text.split(" ")) {
    const longer = shapeText([...words, word].join(" "), faces);
    if (longer.width > width && words.length > 0) {
      lines.push(shapeText(words.join(" "), faces));
      words = [word];
    } else words.push(word);
  }
  return [...lines, shapeText(words.join(" "), faces)];
}
