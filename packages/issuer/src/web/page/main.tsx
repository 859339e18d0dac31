// The citizen's page: wiring only. The one place that knows the real time, the address bar and the browser's history.

import { registerServiceWorker } from "@mohor/offline-app/page";
import { splitQrText } from "@mohor/schema";
import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { render } from "preact";
import { createCitizen, SCREENS, type Screen, THEMES } from "./citizen.ts";
import { handAnswer } from "./hand-answer.ts";
import { createIssuerApi } from "./issuer-api.ts";
import { offerFile } from "./save-picture.ts";
import { speak } from "./strings/index.ts";
import { openVault } from "./vault.ts";
import { App } from "./views/app.tsx";
import { PartsContext } from "./views/use-citizen.ts";
import { readCodeFromMessage } from "./web-otp.ts";

const now = (): number => Math.floor(Date.now() / 1000);
const isOnline = (): boolean => navigator.onLine;
const linked = takeLink();
const embedSession = new URLSearchParams(location.search).get("session");
const vault = await openVault(globalThis.indexedDB, globalThis.crypto);
const otherTabs = new BroadcastChannel("mohor-citizen");
const base = new URL("./", document.baseURI).href;
const fetchIt = fetch.bind(globalThis);
const api = createIssuerApi(base, { fetchIt, isOnline, embedSession });

const citizen = createCitizen(
  {
    api,
    vault,
    speak,
    now,
    isOnline,
    readCode: readCodeFromMessage,
    remember: (screen) => history.pushState({ screen }, ""),
    async standingsOf(qrTexts) {
      const { standingsOf } = await import("./standings.ts");
      return standingsOf(qrTexts, base, { now: now(), fetchIt });
    },
    announce: () => otherTabs.postMessage("changed"),
    hand: handAnswer,
  },
  { spoken: await speakFirst(), theme: await chosenTheme(), linked, embedSession },
);

const serviceWorker = registerServiceWorker(() => citizen.setUpdateReady());
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
history.replaceState({ screen: "kept" satisfies Screen }, "");

await citizen.start();
render(
  <PartsContext.Provider
    value={{
      citizen,
      now,
      async savePdf(accessToken, name) {
        const { language } = citizen.state().spoken;
        const sheet = await api.pdf(accessToken, language);
        if (sheet.ok) offerFile(sheet.value, name);
        else citizen.fail(sheet);
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
  </PartsContext.Provider>,
  document.getElementById("page") as HTMLElement,
);
// Asked for, not counted on: without it a browser short of room may forget what is kept.
void navigator.storage?.persist?.().catch(() => false);

/** The certificate in the address, as plain text; it leaves the address bar and the history at once. */
function takeLink(): string | null {
  if (location.hash === "") return null;
  const base45 = splitQrText(`HTTPS://${location.host.toUpperCase()}/${location.hash}`);
  history.replaceState(history.state, "", location.pathname + location.search);
  return base45.ok ? `MQ1:${base45.value}` : null;
}

/** The language chosen before, else the browser's, else Bengali, which most people here read. */
async function speakFirst() {
  const chosen = await vault.setting("language");
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.toLowerCase().split("-")[0])];
  const language: Language =
    wanted.map((tag) => LANGUAGES.find((known) => known === tag)).find((known) => known !== undefined) ?? "bn";
  return speak(language);
}

async function chosenTheme() {
  const chosen = await vault.setting("theme");
  return THEMES.find((theme) => theme === chosen) ?? "auto";
}
