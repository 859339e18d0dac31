// The citizen's page: wiring only. The one place that knows the real time, the address bar and the browser's history.

import { registerServiceWorker } from "@mohor/offline-app/page";
import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { hydrate, render } from "preact";
import type { CertificatePart } from "./certificate-part.ts";
import { createCitizen, isFirst, SCREENS, type Screen, THEMES } from "./citizen.ts";
import { handAnswer } from "./hand-answer.ts";
import { createIssuerApi } from "./issuer-api.ts";
import { speak, speakBriefly } from "./strings/index.ts";
import { openVault } from "./vault.ts";
import { App } from "./views/app.tsx";
import { BEGIN } from "./views/opening-view.tsx";
import { PartsContext } from "./views/use-citizen.ts";
import { readCodeFromMessage } from "./web-otp.ts";

const now = (): number => Math.floor(Date.now() / 1000);
const isOnline = (): boolean => navigator.onLine;
const root = document.documentElement;
const place = document.getElementById("page") as HTMLElement;
const linked = takeLink();
const embedSession = new URLSearchParams(location.search).get("session");
const vault = await openVault(globalThis.indexedDB, globalThis.crypto);
const otherTabs = new BroadcastChannel("mohor-citizen");
const base = new URL("./", document.baseURI).href;
const fetchIt = fetch.bind(globalThis);
const api = createIssuerApi(base, { fetchIt, isOnline, embedSession });
const language = await chooseLanguage();
let part: CertificatePart | null = null;

const citizen = createCitizen(
  {
    api,
    vault,
    speak,
    now,
    isOnline,
    async certificatePart() {
      part ??= await import("./certificate-part.ts");
      return part;
    },
    readCode: readCodeFromMessage,
    remember: (screen) => history.pushState({ screen }, ""),
    addressIn(chosen) {
      const address = new URL(location.href);
      address.searchParams.set("lang", chosen);
      history.replaceState(history.state, "", address);
    },
    async standingsOf(qrTexts) {
      const { standingsOf } = await import("./standings.ts");
      return standingsOf(qrTexts, base, { now: now(), fetchIt });
    },
    announce: () => otherTabs.postMessage("changed"),
    hand: handAnswer,
  },
  { spoken: await speakBriefly(language), theme: await chosenTheme(), linked, embedSession },
);

otherTabs.onmessage = () => void citizen.reload();
addEventListener("online", () => {
  citizen.setOnline(true);
  void citizen.reload();
});
addEventListener("offline", () => citizen.setOnline(false));
addEventListener("popstate", (event) => {
  const screen = SCREENS.find((known) => known === event.state?.screen);
  citizen.returned(screen ?? "kept");
});

const page = (
  <PartsContext.Provider
    value={{
      citizen,
      now,
      certificatePart: () => part,
      async savePdf(accessToken, name) {
        const sheet = await api.pdf(accessToken, citizen.state().spoken.language);
        if (!sheet.ok) return citizen.fail(sheet);
        const { offerFile } = await import("./save-picture.ts");
        offerFile(sheet.value, name);
      },
      async walletCode(accessToken) {
        const code = await api.walletCode(accessToken);
        if (code.ok) return code.value;
        citizen.fail(code);
        return null;
      },
      async credentialOffer(accessToken, wanted) {
        const offer = await api.credentialOffer(accessToken, wanted);
        if (offer.ok) return offer.value;
        citizen.fail(offer);
        return null;
      },
    }}
  >
    <App onUpdate={() => void serviceWorker.then((control) => control?.activate())} />
  </PartsContext.Provider>
);

history.replaceState({ screen: "kept" satisfies Screen }, "");
await citizen.start();
// Once, when it is known what there is to show. What the server drew stays where that is what this person is to see.
const isAsDrawn = "drawn" in root.dataset && root.lang === language && isFirst(citizen.state());
if (isAsDrawn) {
  document.getElementById(BEGIN)?.remove();
  hydrate(page, place);
} else {
  place.replaceChildren();
  render(page, place);
}
delete root.dataset.opening;
if (takePress()) citizen.go("notice");

// What comes next first; then the service worker fetches whatever is not here yet. A first press is answered before either.
const serviceWorker = idle()
  .then(() => citizen.prepare())
  .then(() => registerServiceWorker(() => citizen.setUpdateReady()));
// Asked for, not counted on: without it a browser short of room may forget what is kept.
void navigator.storage?.persist?.().catch(() => false);

/** When the browser has nothing better to do, or two seconds have passed. Browsers that cannot tell are given half a second. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: 2_000 });
    else setTimeout(resolve, 500);
  });
}

/** Whether the first button was pressed while it was a link, which it is up to the drawing; the address forgets it. */
function takePress(): boolean {
  if (location.hash !== `#${BEGIN}`) return false;
  history.replaceState({ screen: "kept" satisfies Screen }, "", location.pathname + location.search);
  return true;
}

/** The address, where there may be a certificate in it; that leaves the address bar and the history at once. */
function takeLink(): string | null {
  const { href, hash } = location;
  if (hash === "" || hash === `#${BEGIN}`) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return href;
}

/** The language in the address, else the one chosen before, else the one drawn or the browser's, else Bengali, which most people here read. */
async function chooseLanguage(): Promise<Language> {
  const inAddress = knownLanguage(new URLSearchParams(location.search).get("lang"));
  if (inAddress !== undefined) {
    void vault.setSetting("language", inAddress);
    return inAddress;
  }
  const wanted = [
    await vault.setting("language"),
    ...("drawn" in root.dataset ? [root.lang] : []),
    ...navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]),
  ];
  return wanted.map(knownLanguage).find((known) => known !== undefined) ?? "bn";
}

function knownLanguage(tag: string | null | undefined): Language | undefined {
  return LANGUAGES.find((known) => known === tag);
}

async function chosenTheme() {
  const chosen = await vault.setting("theme");
  return THEMES.find((theme) => theme === chosen) ?? "auto";
}
