// What a first visitor sees, drawn into the page's HTML at build time, in each language: it is there when the HTML is, and the script finds
// it standing. One page for each language, with style and the smallest part of the script in it; and the page that the service
// worker keeps, which does not know who opens it and says nothing before it has looked what the phone keeps.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { render } from "preact-render-to-string";
import { type Citizen, firstState } from "./citizen.ts";
import { watchOpening } from "./early.ts";
import { BN } from "./strings/bn.ts";
import type { CitizenStrings } from "./strings/citizen-strings.ts";
import { EN } from "./strings/en.ts";
import { HI } from "./strings/hi.ts";
import { App } from "./views/app.tsx";
import { OpeningView, StuckView } from "./views/opening-view.tsx";
import { PartsContext } from "./views/use-citizen.ts";

/** What the build has made so far. */
export type Built = {
  readonly html: string;
  /** The style sheet. */
  readonly style: string;
  /** The files that a source needs, its own first, by the end of the source's path. */
  readonly filesOf: (source: string) => readonly string[];
};

const STRINGS: Readonly<Record<Language, CitizenStrings>> = { bn: BN, hi: HI, en: EN };

/** Where no script ever runs nothing has to be waited for, and what would do nothing is not shown. */
const WITHOUT_SCRIPT =
  "<noscript><style>.stuck{visibility:visible;animation:none}.wait,.button.main{display:none}</style></noscript>";

/** Holds what a browser would fetch before it paints, though nothing of it is painted. */
const LATER = "later";
/** Where a page names no icon a browser asks for one by itself. */
const NO_ICON = '<link rel="icon" href="data:,">';

/** All pages by name: `index.html`, which is kept on phones, and `first-<language>.html`, which the server sends. */
export function drawPages({ html, style, filesOf }: Built): ReadonlyMap<string, string> {
  const script = /<script type="module"[^>]*><\/script>/.exec(html)?.[0];
  const sheet = /<link rel="stylesheet"[^>]*>/.exec(html)?.[0];
  const links = /(?:<link rel="(?:manifest|icon)"[^>]*>\s*)+/.exec(html)?.[0];
  if (script === undefined || sheet === undefined || links === undefined)
    throw new Error("the page has no script, no style sheet or no manifest and icon of its own");
  const charset = '<meta charset="utf-8" />';
  const place = '<div id="page"></div>';
  const watched = html
    .replace("<html ", "<html data-opening ")
    .replace(charset, () => `${charset}<script>(${watchOpening})()</script>`)
    // After the style sheet, whose rules it overrules.
    .replace("</head>", () => `${WITHOUT_SCRIPT}</head>`);
  const pages = new Map([
    ["index.html", watched.replace(place, () => `<div id="page"><main>${drawStuck()}</main></div>`)],
  ]);
  for (const language of LANGUAGES) {
    // All at once, and after the first painting: on a slow line every byte before it is waited for.
    const imports = new Set([...filesOf("page/main.tsx"), ...filesOf(`page/strings/${language}.ts`)]);
    const importing = [...imports].map((file) => `import("./${file}")`).join(";");
    const linking = `document.head.append(document.getElementById("${LATER}").content)`;
    const page = watched
      .replace(/<html data-opening lang="\w+"/, `<html data-opening data-drawn lang="${language}"`)
      .replace(/<title>[^<]*/, () => `<title>${STRINGS[language].name}`)
      .replace(sheet, () => `<style>${style}</style>`)
      .replace(links, () => `${NO_ICON}<template id="${LATER}">${links}</template>`)
      .replace(script, () => `<script type="module">${whenPainted(`${importing};${linking}`)}</script>`)
      .replace(place, () => `<div id="page">${drawFirst(language)}</div>`);
    pages.set(`first-${language}.html`, page);
  }
  return pages;
}

/**
 * Carries a statement out when the browser says that something has been painted, which it is to bear being told twice; a second later in
 * any case: in a tab that nobody looks at nothing is painted, and browsers before 2021 do not say.
 */
function whenPainted(statement: string): string {
  const observe = 'new PerformanceObserver(go).observe({type:"paint",buffered:true})';
  return `const go=()=>{${statement}};try{${observe}}catch{}setTimeout(go,1000)`;
}

function drawFirst(language: Language): string {
  const state = firstState({ language, s: STRINGS[language], texts: null });
  const nothing = async () => null;
  return render(
    <PartsContext.Provider
      value={{
        // Nobody presses anything at build time.
        citizen: { state: () => state, subscribe: () => () => undefined } as unknown as Citizen,
        now: () => 0,
        certificatePart: () => null,
        savePdf: async () => undefined,
        walletCode: nothing,
        credentialOffer: nothing,
      }}
    >
      <App onUpdate={() => undefined} />
      <OpeningView s={state.spoken.s} language={language} />
    </PartsContext.Provider>,
  );
}

/** In every language: nobody knows yet who reads it. */
function drawStuck(): string {
  return LANGUAGES.map((language) => render(<StuckView {...STRINGS[language].opening} language={language} />)).join("");
}
