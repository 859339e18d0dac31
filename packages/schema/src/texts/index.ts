// What people read, in three equal languages. Programs read codes; these sentences may change (DESIGN §5).

import { BN } from "./bn.ts";
import { EN } from "./en.ts";
import { HI } from "./hi.ts";
import type { Language, LanguageTexts, Texts, Words } from "./language-texts.ts";

export {
  type CodeText,
  LANGUAGES,
  type Language,
  type LanguageTexts,
  type Texts,
  type Words,
} from "./language-texts.ts";

const ALL: Readonly<Record<Language, LanguageTexts>> = { en: EN, bn: BN, hi: HI };

/** Text and hint of each code. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: ALL.en.codes, bn: ALL.bn.codes, hi: ALL.hi.codes };

/** The words of a verdict. */
export const WORDS: Readonly<Record<Language, Words>> = { en: ALL.en.words, bn: ALL.bn.words, hi: ALL.hi.words };
