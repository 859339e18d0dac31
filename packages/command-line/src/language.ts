// Which of the three equal languages a program speaks: the flag, else the environment, else English.

import { LANGUAGES, type Language } from "@mohor/schema/texts";

/** The language of a locale such as `bn_IN.UTF-8`, or null where we do not speak it. */
export function languageOf(locale: string | undefined): Language | null {
  return LANGUAGES.find((language) => locale?.toLowerCase().startsWith(language)) ?? null;
}

/** The language of this process: MOHOR_LANG, then LC_ALL, LC_MESSAGES and LANG as POSIX orders them. */
export function environmentLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  return languageOf(environment.MOHOR_LANG) ?? languageOf(locale) ?? "en";
}
