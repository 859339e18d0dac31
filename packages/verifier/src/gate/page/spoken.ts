// What the gate says in one language, loaded when it is spoken: a phone that speaks Bengali does not wait for the others. All are kept for
// offline use.

import type { Language, LanguageTexts } from "@mohor/schema/texts";
import type { GateStrings } from "./strings/gate-strings.ts";

/** One language whole: the texts of codes and verdicts, and the gate's own sentences. */
export type Spoken = { readonly language: Language; readonly texts: LanguageTexts; readonly strings: GateStrings };

const LOADERS: Readonly<Record<Language, () => Promise<Omit<Spoken, "language">>>> = {
  en: async () => {
    const [{ EN: texts }, { EN: strings }] = await Promise.all([
      import("@mohor/schema/texts/en"),
      import("./strings/en.ts"),
    ]);
    return { texts, strings };
  },
  bn: async () => {
    const [{ BN: texts }, { BN: strings }] = await Promise.all([
      import("@mohor/schema/texts/bn"),
      import("./strings/bn.ts"),
    ]);
    return { texts, strings };
  },
  hi: async () => {
    const [{ HI: texts }, { HI: strings }] = await Promise.all([
      import("@mohor/schema/texts/hi"),
      import("./strings/hi.ts"),
    ]);
    return { texts, strings };
  },
};

/** The language's texts. Rejects only where the app's files are not there whole. */
export async function loadSpoken(language: Language): Promise<Spoken> {
  return { language, ...(await LOADERS[language]()) };
}
