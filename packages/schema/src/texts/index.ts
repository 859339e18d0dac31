// What people read, in three equal languages. Programs read codes; these sentences may change (docs/spec.md §13).

import { BN } from "./bn.ts";
import { EN } from "./en.ts";
import { HI } from "./hi.ts";
import type { Language, Texts, Words } from "./language-texts.ts";

export { birthDateForPeople, instantForPeople } from "./dates-for-people.ts";
export {
  type CodeText,
  LANGUAGES,
  type Language,
  type LanguageTexts,
  type Texts,
  type Words,
} from "./language-texts.ts";

/** Text and hint of each code. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN.codes, bn: BN.codes, hi: HI.codes };

/** The words of a verdict. */
export const WORDS: Readonly<Record<Language, Words>> = { en: EN.words, bn: BN.words, hi: HI.words };
