// The fonts of documents: Noto Sans in Latin, Bengali and Devanagari, regular and bold, from their packages (SIL Open Font License
// 1.1). Nothing is fetched, and nothing is taken from the machine, so that a document looks the same wherever it is made.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openFace, type ShapingFace } from "./shape-text.ts";
import { sfntOfWoff } from "./woff.ts";

/** Faces of each weight, the preferred first. */
export type Fonts = { readonly regular: readonly ShapingFace[]; readonly bold: readonly ShapingFace[] };

/** Subsets as their packages cut them. Latin first: digits and punctuation between scripts look alike everywhere. */
const SUBSETS = [
  "@fontsource/noto-sans/files/noto-sans-latin",
  "@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali",
  "@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari",
  "@fontsource/noto-sans/files/noto-sans-latin-ext",
] as const;

const WEIGHTS = { regular: 400, bold: 700 } as const;

let fonts: Fonts | undefined;

/** The fonts, read at the first call: about 20 ms. */
export function documentFonts(): Fonts {
  fonts ??= { regular: facesOf(WEIGHTS.regular), bold: facesOf(WEIGHTS.bold) };
  return fonts;
}

function facesOf(weight: number): readonly ShapingFace[] {
  const { resolve } = createRequire(import.meta.url);
  return SUBSETS.map((subset) => openFace(sfntOfWoff(readFileSync(resolve(`${subset}-${weight}-normal.woff`)))));
}
