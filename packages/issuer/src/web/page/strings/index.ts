// The citizen's sentences and the schema's, one language at a time: a phone on a slow line loads the language it shows.

import type { Language, LanguageTexts } from "@mohor/schema/texts";
import type { CitizenStrings } from "./citizen-strings.ts";

export type { Advice, CitizenStrings } from "./citizen-strings.ts";

/** Each language in its own script, as a person looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { bn: "বাংলা", hi: "हिन्दी", en: "English" };

/** Everything that is said in a language. */
export type Spoken = { readonly language: Language; readonly s: CitizenStrings; readonly texts: LanguageTexts };

const LOADERS: Readonly<Record<Language, () => Promise<Spoken>>> = {
  bn: async () => {
    const [{ BN }, { BN: texts }] = await Promise.all([import("./bn.ts"), import("@mohor/schema/texts/bn")]);
    return { language: "bn", s: BN, texts };
  },
  hi: async () => {
    const [{ HI }, { HI: texts }] = await Promise.all([import("./hi.ts"), import("@mohor/schema/texts/hi")]);
    return { language: "hi", s: HI, texts };
  },
  en: async () => {
    const [{ EN }, { EN: texts }] = await Promise.all([import("./en.ts"), import("@mohor/schema/texts/en")]);
    return { language: "en", s: EN, texts };
  },
};

/** Loads a language. Rejects where its file cannot be had: then the one held stays. */
export function speak(language: Language): Promise<Spoken> {
  return LOADERS[language]();
}
