// What people read, in three equal languages. Programs read codes; these sentences may change (DESIGN §5).

import type { Code } from "../codes.ts";
import type { VaccinationStatus } from "../vaccination-status.ts";
import { BN } from "./bn.ts";
import { EN } from "./en.ts";
import { HI } from "./hi.ts";

export const LANGUAGES = ["en", "bn", "hi"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is the matter, and what the person who reads it can do. */
export type CodeText = { readonly text: string; readonly hint: string };

/** The words of a verdict. */
export type Words = {
  readonly outcome: Readonly<Record<"valid" | "invalid" | "undecided" | "admitted" | "not-admitted", string>>;
  readonly status: Readonly<Record<VaccinationStatus, string>>;
  readonly born: string;
  readonly issued: string;
  readonly issuedBy: string;
  readonly validUntil: string;
  readonly madeFor: string;
  readonly error: string;
  readonly hint: string;
  readonly wait: string;
  readonly triesLeft: string;
  readonly note: string;
  readonly unverified: string;
};

/** One language whole: a missing text does not compile. */
export type Texts = Readonly<Record<Code, CodeText>>;
export type LanguageTexts = { readonly codes: Texts; readonly words: Words };

const ALL: Readonly<Record<Language, LanguageTexts>> = { en: EN, bn: BN, hi: HI };

/** Text and hint of each code. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: ALL.en.codes, bn: ALL.bn.codes, hi: ALL.hi.codes };

/** The words of a verdict. */
export const WORDS: Readonly<Record<Language, Words>> = { en: ALL.en.words, bn: ALL.bn.words, hi: ALL.hi.words };
