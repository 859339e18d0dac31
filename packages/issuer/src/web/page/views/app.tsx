// The whole page: what can be changed at any moment on top, one step below.

import { LANGUAGES } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { CertificatePart } from "../certificate-part.ts";
import { type Screen, THEMES, type Theme } from "../citizen.ts";
import { LANGUAGE_NAMES } from "../strings/index.ts";
import { CodeView } from "./code-view.tsx";
import { KeptView } from "./kept-view.tsx";
import { DeclinedView, EndedView, NoticeView } from "./notice-view.tsx";
import { NumberView } from "./number-view.tsx";
import { useCitizen } from "./use-citizen.ts";

function viewOf(screen: Screen, part: CertificatePart | null): () => VNode | null {
  const views: Readonly<Record<Screen, (() => VNode | null) | undefined>> = {
    kept: KeptView,
    notice: NoticeView,
    declined: DeclinedView,
    number: NumberView,
    code: CodeView,
    result: part?.ResultView,
    "not-me": part?.NotMeView,
    certificate: part?.CertificateView,
    link: part?.LinkView,
    ended: EndedView,
  };
  // No screen of a certificate is gone to before the part is there that reads it.
  return views[screen] ?? KeptView;
}

export function App({ onUpdate }: { readonly onUpdate: () => void }): VNode {
  const { state, s, language, citizen, certificatePart } = useCitizen();
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = state.theme;
    document.title = s.name;
  }, [language, state.theme, s.name]);
  const View = viewOf(state.screen, certificatePart());
  return (
    <>
      <header>
        {/* Links: without a script the server answers in the other language. */}
        <nav class="languages" aria-label={s.language}>
          {LANGUAGES.map((each) => (
            <a
              key={each}
              class="button"
              href={`?lang=${each}`}
              lang={each}
              aria-current={each === language ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                void citizen.setLanguage(each);
              }}
            >
              {LANGUAGE_NAMES[each]}
            </a>
          ))}
        </nav>
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
