// The sentences of both pages with the citizen's and the schema's, one language at a time.

import type { Language } from "@mohor/schema/texts";
import { type SpokenWhole, speak } from "../../page/strings/index.ts";
import type { AssistStrings } from "./assist-strings.ts";

export type { AssistStrings } from "./assist-strings.ts";

/** Everything that is said in a language; `a` is what these pages add. */
export type AssistSpoken = SpokenWhole & { readonly a: AssistStrings };

const LOADERS: Readonly<Record<Language, () => Promise<AssistStrings>>> = {
  bn: async () => (await import("./bn.ts")).BN,
  hi: async () => (await import("./hi.ts")).HI,
  en: async () => (await import("./en.ts")).EN,
};

/** Loads a language. Rejects where a file cannot be had: then the one held stays. */
export async function speakAssist(language: Language): Promise<AssistSpoken> {
  const [spoken, a] = await Promise.all([speak(language), LOADERS[language]()]);
  return { ...spoken, a };
}
