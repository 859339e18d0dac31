// The citizen's sentences, one language at a time: a phone on a slow line loads the language it shows. The schema's texts of the service's
// refusals and of statuses come apart from them and later: they are four times as long, and the first screen has none of them.

import type { Language, LanguageTexts } from "@mohor/schema/texts";
import type { CitizenStrings } from "./citizen-strings.ts";

export type { Advice, CitizenStrings } from "./citizen-strings.ts";

/** Each language in its own script, as a person looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { bn: "বাংলা", hi: "हिन्दी", en: "English" };

/** What is said in a language; `texts` is null until something needs them. */
export type Spoken = {
  readonly language: Language;
  readonly s: CitizenStrings;
  readonly texts: LanguageTexts | null;
};

/** The same with the schema's texts. */
export type SpokenWhole = Spoken & { readonly texts: LanguageTexts };

const STRINGS: Readonly<Record<Language, () => Promise<CitizenStrings>>> = {
  bn: async () => (await import("./bn.ts")).BN,
  hi: async () => (await import("./hi.ts")).HI,
  en: async () => (await import("./en.ts")).EN,
};

const TEXTS: Readonly<Record<Language, () => Promise<LanguageTexts>>> = {
  bn: async () => (await import("@mohor/schema/texts/bn")).BN,
  hi: async () => (await import("@mohor/schema/texts/hi")).HI,
  en: async () => (await import("@mohor/schema/texts/en")).EN,
};

/** Loads a language's sentences, without the schema's. Rejects where their file cannot be had. */
export async function speakBriefly(language: Language): Promise<Spoken> {
  return { language, s: await STRINGS[language](), texts: null };
}

/** Loads a language whole. Rejects where a file of it cannot be had: then the one held stays. */
export async function speak(language: Language): Promise<SpokenWhole> {
  const [s, texts] = await Promise.all([STRINGS[language](), TEXTS[language]()]);
  return { language, s, texts };
}
