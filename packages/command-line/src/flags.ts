// What the common flags come to: the only places where a program reads the real time and the environment's language.

import type { Language } from "@mohor/schema/texts";
import { environmentLanguage } from "./language.ts";

/** The time that a run judges by: `--now`, else the machine's clock. NumericDate, whole seconds. */
export function nowOf(flags: { readonly now?: number }): number {
  return flags.now ?? Math.floor(Date.now() / 1000);
}

/** The language of what people read: `--lang`, else the environment's. */
export function languageOfFlags(flags: { readonly lang?: Language }): Language {
  return flags.lang ?? environmentLanguage(process.env);
}
