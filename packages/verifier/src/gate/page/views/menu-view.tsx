// The menu: language and appearance at once, everything else one step away.

import { LANGUAGES } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { LANGUAGE_NAMES, THEMES } from "../settings.ts";
import { Panel } from "./panel.tsx";
import { useGate } from "./use-gate.ts";

export function MenuView(): VNode {
  const { gate, s, state, language } = useGate();
  return (
    <Panel title={s.menu}>
      <fieldset>
        <legend>{s.settings.language}</legend>
        <div class="buttons">
          {LANGUAGES.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              onClick={() => void gate.setLanguage(one)}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{s.settings.theme}</legend>
        <div class="buttons">
          {THEMES.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === state.settings.theme}
              onClick={() => void gate.setTheme(one)}
            >
              {s.settings.themes[one]}
            </button>
          ))}
        </div>
      </fieldset>
      <nav class="list">
        <button type="button" onClick={() => gate.go("trust")}>
          {s.trust.title}
        </button>
        <button type="button" onClick={() => gate.go("supervisor")}>
          {s.supervisor.title}
        </button>
        <button type="button" onClick={() => gate.go("settings")}>
          {s.settings.title}
        </button>
      </nav>
    </Panel>
  );
}
