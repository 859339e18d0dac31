// The texts of the codes: whole in each language, and fit to be read by a person.

import { CODES } from "@mohor/schema";
import { LANGUAGES, TEXTS } from "@mohor/schema/texts";
import { expect, it } from "vitest";

const SCRIPT = { en: /[A-Za-z]/, bn: /[\u0980-\u09FF]/, hi: /[\u0900-\u097F]/ } as const;

it.each(LANGUAGES)("%s has a text and a hint of its own script for each code", (language) => {
  expect(Object.keys(TEXTS[language]).toSorted()).toEqual(Object.keys(CODES).toSorted());
  for (const [code, { text, hint }] of Object.entries(TEXTS[language])) {
    expect(text, code).toMatch(SCRIPT[language]);
    expect(hint, code).toMatch(SCRIPT[language]);
    expect(text.normalize("NFC"), code).toBe(text.normalize("NFC").trim());
  }
});

it.each(LANGUAGES)("%s tells two codes apart by their text", (language) => {
  const texts = Object.values(TEXTS[language]).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
});
