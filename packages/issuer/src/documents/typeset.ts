// Lines and paragraphs on a page, in millimetres: what the poster, the sheet and the card have in common.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import type { Pdf } from "./pdf.ts";
import { type ShapingFace, shapeText, wrapText } from "./shape-text.ts";

/** Where text begins and how it looks; `size` is the em, `width` what it may take. */
export type Setting = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly width: number;
};

/** Height of a line in ems: Bengali and Devanagari reach further up and down than Latin. */
export const LINE = 1.42;

/** One line, smaller where it would be too long. */
export function setLine(
  pdf: Pdf,
  text: string,
  faces: readonly ShapingFace[],
  { x, y, size, colour, width }: Setting,
): void {
  const line = shapeText(text, faces);
  pdf.text(line, { x, y, colour, size: Math.min(size, width / Math.max(line.width, 1)) });
}

/** A paragraph from this baseline; returns the baseline of what comes next. */
export function setParagraph(
  pdf: Pdf,
  text: string,
  faces: readonly ShapingFace[],
  { x, y, size, colour, width }: Setting,
): number {
  const lines = wrapText(text, faces, width / size);
  for (const [i, line] of lines.entries()) pdf.text(line, { x, y: y + i * size * LINE, size, colour });
  return y + lines.length * size * LINE;
}

/** The language that was asked for, then the others. */
export function languagesFrom(first: Language): readonly Language[] {
  return [first, ...LANGUAGES.filter((name) => name !== first)];
}
