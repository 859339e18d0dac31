// The languages as buttons, each in its own script.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { LANGUAGE_NAMES } from "../page/strings/index.ts";

export function LanguageChoice({
  language,
  label,
  choose,
}: {
  readonly language: Language;
  readonly label: string;
  readonly choose: (language: Language) => Promise<void>;
}): VNode {
  return (
    <fieldset class="languages">
      <legend class="heard">{label}</legend>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => void choose(each)}>
          {LANGUAGE_NAMES[each]}
        </button>
      ))}
    </fieldset>
  );
}

/** The browser's language, else Bengali, which most people here read. */
export function firstLanguage(wanted: readonly string[]): Language {
  const tags = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return tags.map((tag) => LANGUAGES.find((known) => known === tag)).find((known) => known !== undefined) ?? "bn";
}
