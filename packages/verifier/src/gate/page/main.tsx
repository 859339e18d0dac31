// The gate's page: wiring only. The one place that knows the real time.

import { registerServiceWorker } from "@mohor/offline-app/page";
import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { nextUpdateAt } from "@mohor/verifier/updater";
import { createRef, render } from "preact";
import { openGateStore } from "../storage/gate-store.ts";
import { createCameraControl } from "./camera-control.ts";
import { fetchPack } from "./fetch-pack.ts";
import { createGate } from "./gate.ts";
import { createWedge } from "./keyboard-wedge.ts";
import { linkTextOf } from "./link-form.ts";
import { createSignals } from "./signals.ts";
import { loadSpoken } from "./spoken.ts";
import { App } from "./views/app.tsx";
import { PartsContext } from "./views/use-gate.ts";
import { startWorker } from "./worker-link.ts";

const FIRST_TRUST_MILLISECONDS = 4_000;

const now = (): number => Math.floor(Date.now() / 1000);
const link = takeLink();
const signals = createSignals();
const gate = createGate(
  {
    store: await openGateStore(globalThis.indexedDB),
    signals,
    startWorker,
    now,
    elapsed: () => performance.now(),
    setTimer: (action, milliseconds) => setTimeout(action, milliseconds),
    clearTimer: (timer) => clearTimeout(timer as number | undefined),
    fetchPack,
    base: document.baseURI,
    loadSpoken,
  },
  await loadSpoken(preferredLanguage()),
);
const video = createRef<HTMLVideoElement>();
const control = createCameraControl(gate, () => video.current);
const version = document.querySelector<HTMLMetaElement>('meta[name="mohor-version"]')?.content ?? "";

await gate.recall();
const place = document.getElementById("gate") as HTMLElement;
place.replaceChildren();
render(
  <PartsContext.Provider value={{ gate, control, now, version }}>
    <App video={video} />
  </PartsContext.Provider>,
  place,
);

// What a scanner types or a person drops before the trust is open waits for it: nothing is lost, and nothing is judged without it.
const opened = open();
listen();
const { camera, hadTrust } = await opened;
if (link !== null) await gate.takeText(link);
await camera;
keepFresh();
// Asked for, not counted on: a browser that refuses may evict what is kept, and then this is a first run.
await navigator.storage?.persist?.().catch(() => false);
const serviceWorker = await registerServiceWorker(() => gate.setUpdateReady(true));

/** Opens worker, camera and trust; `camera` ends when the camera runs or has failed. */
async function open(): Promise<{ readonly camera: Promise<void>; readonly hadTrust: boolean }> {
  await gate.start();
  const hadTrust = gate.state().trust.ok;
  const camera = control.start();
  await firstTrust();
  gate.setOpened();
  return { camera, hadTrust };
}

/** The certificate in the address, which leaves the address bar and the history at once. */
function takeLink(): string | null {
  const text = linkTextOf(location);
  if (text !== null) history.replaceState(null, "", location.pathname + location.search);
  return text;
}

function preferredLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  return wanted.map((tag) => LANGUAGES.find((language) => language === tag)).find((tag) => tag !== undefined) ?? "en";
}

/** On a first start the trust that came with the app, where there is any: a person's first code must not wait for a second try. */
async function firstTrust(): Promise<void> {
  if (gate.state().trust.ok || !navigator.onLine) return;
  const patience = new Promise((resolve) => setTimeout(resolve, FIRST_TRUST_MILLISECONDS));
  await Promise.race([gate.updateTrust(false), patience]);
}

/** News while there is a network. Nothing waits for it. */
function keepFresh(): void {
  let failures = 0;
  const ask = async (): Promise<void> => {
    if (navigator.onLine) failures = (await gate.updateTrust(false)) ? 0 : failures + 1;
    const wait = nextUpdateAt(now(), failures, Math.random()) - now();
    setTimeout(() => void ask(), wait * 1_000);
  };
  // What a first start has just fetched is not asked for again.
  if (hadTrust) void ask();
  else setTimeout(() => void ask(), (nextUpdateAt(now(), 0, Math.random()) - now()) * 1_000);
  addEventListener("online", () => void gate.updateTrust(false));
}

function listen(): void {
  const wedge = createWedge();
  addEventListener(
    "keydown",
    (event) => {
      control.wake();
      signals.wake();
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const { take, isQuick, isScan } = wedge(event.key, event.timeStamp);
      const isInField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (isScan || (isQuick && !isInField)) event.preventDefault();
      // Whoever is in the settings is no guard with a queue: what is half written there is not thrown away.
      if (take !== null && gate.state().screen !== "settings") void takeText(take);
      else if (event.key === "Escape") gate.next();
    },
    { capture: true },
  );
  addEventListener("pointerdown", (event) => {
    control.wake();
    signals.wake();
    // The picture lies under everything: a touch beside all buttons is meant for it.
    const isForPicture =
      event.target instanceof Element && event.target.closest("button, .card, .panel, .verdict, input") === null;
    if (isForPicture) void control.focusAt(event.clientX, event.clientY);
  });
  addEventListener("hashchange", () => {
    const text = takeLink();
    if (text !== null) void takeText(text);
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    void takeTransfer(event.dataTransfer);
  });
  addEventListener("paste", (event) => {
    // What is pasted into a field stays there.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    void takeTransfer(event.clipboardData);
  });
  document.addEventListener("mohor-update", () => serviceWorker?.activate());
}

async function takeText(text: string): Promise<void> {
  await opened;
  await gate.takeText(text);
}

async function takeTransfer(transfer: DataTransfer | null): Promise<void> {
  // A transfer is empty once its event is over.
  const file = transfer?.files[0];
  const text = transfer?.getData("text/plain") ?? "";
  await opened;
  if (file !== undefined) await gate.takeFile(file);
  else if (text !== "") await gate.takeText(text);
}
