// What is said while the page's script is on its way, and where it does not come at all: no network, a browser too old, JavaScript
// switched off. Drawn into the HTML only; what of it shows, and when, is decided by the style sheet alone, for nothing else is there yet.

import type { Language } from "@mohor/schema/texts";
import type { VNode } from "preact";
import type { CitizenStrings } from "../strings/index.ts";

/** Where the first button leads before the script is there. */
export const BEGIN = "begin";

export function OpeningView({ s, language }: { readonly s: CitizenStrings; readonly language: Language }): VNode {
  const { wait, stuck, hints, again } = s.opening;
  return (
    <aside id={BEGIN} class="opening">
      <p class="bar wait" role="status">
        {wait}
      </p>
      <StuckView {...{ stuck, hints, again, language }} />
    </aside>
  );
}

/** What a person can do. `language` keeps the address in it. */
export function StuckView({
  stuck,
  hints,
  again,
  language,
}: Omit<CitizenStrings["opening"], "wait"> & { readonly language: Language }): VNode {
  return (
    <div class="advice stuck" lang={language}>
      <p class="what">{stuck}</p>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
      <a class="button" href={`?lang=${language}`}>
        {again}
      </a>
    </div>
  );
}
