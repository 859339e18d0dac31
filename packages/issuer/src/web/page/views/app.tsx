// The whole page: what can be changed at any moment on top, one step below.

import { LANGUAGES } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { THEMES, type Theme } from "../citizen.ts";
import { LANGUAGE_NAMES } from "../strings/index.ts";
import { CertificateView, LinkView } from "./certificate-view.tsx";
import { CodeView } from "./code-view.tsx";
import { KeptView } from "./kept-view.tsx";
import { DeclinedView, EndedView, NoticeView } from "./notice-view.tsx";
import { NumberView } from "./number-view.tsx";
import { NotMeView, ResultView } from "./result-view.tsx";
import { useCitizen } from "./use-citizen.ts";

const SCREEN_VIEWS = {
  kept: KeptView,
  notice: NoticeView,
  declined: DeclinedView,
  number: NumberView,
  code: CodeView,
  result: ResultView,
  "not-me": NotMeView,
  certificate: CertificateView,
  link: LinkView,
  ended: EndedView,
} as const;

export function App({ onUpdate }: { readonly onUpdate: () => void }): VNode {
  const { state, s, language, citizen } = useCitizen();
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = state.theme;
    document.title = s.name;
  }, [language, state.theme, s.name]);
  const View = SCREEN_VIEWS[state.screen];
  return (
    <>
      <header>
        <fieldset class="languages">
          <legend class="heard">{s.language}</legend>
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              onClick={() => void citizen.setLanguage(each)}
            >
              {LANGUAGE_NAMES[each]}
            </button>
          ))}
        </fieldset>
      </header>
      {state.isUpdateReady && (
        <div class="bar" role="status">
          {s.update.ready}
          <button type="button" onClick={onUpdate}>
            {s.update.now}
          </button>
        </div>
      )}
      {!state.isOnline && (
        <p class="bar" role="status">
          {s.offline}
        </p>
      )}
      <View key={state.screen} />
      <footer>
        <label for="theme">{s.theme}</label>
        <select
          id="theme"
          value={state.theme}
          onChange={(event) => void citizen.setTheme(event.currentTarget.value as Theme)}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {s.themes[theme]}
            </option>
          ))}
        </select>
      </footer>
    </>
  );
}
