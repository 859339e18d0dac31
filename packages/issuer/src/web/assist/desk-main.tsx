// The help desk's page: wiring only. The one place that knows the real time and where the key is while the tab is open.

import { render } from "preact";
import { createDesk } from "./desk.ts";
import { createDeskApi } from "./desk-api.ts";
import { DeskPage } from "./desk-view.tsx";
import { firstLanguage } from "./language-choice.tsx";
import { createPapers } from "./open-paper.ts";
import { speakAssist } from "./strings/index.ts";

const KEY = "mohor-desk-key";
const TICK_MILLISECONDS = 5_000;

const now = (): number => Math.floor(Date.now() / 1000);
const papers = createPapers();
const api = createDeskApi(`${location.origin}/`, {
  fetchIt: fetch.bind(globalThis),
  isOnline: () => navigator.onLine,
});
const desk = createDesk(
  {
    api,
    papers,
    key: {
      get: () => sessionStorage.getItem(KEY),
      set: (key) => (key === null ? sessionStorage.removeItem(KEY) : sessionStorage.setItem(KEY, key)),
    },
    speak: speakAssist,
    now,
  },
  await speakAssist(firstLanguage(navigator.languages)),
);

for (const event of ["pointerdown", "keydown", "input"]) addEventListener(event, desk.touch, { capture: true });
setInterval(desk.tick, TICK_MILLISECONDS);
await desk.start();
const root = document.getElementById("page") as HTMLElement;
root.classList.add("wide");
render(<DeskPage desk={desk} papers={papers} now={now} />, root);
