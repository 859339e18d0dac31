// Scanning: the camera's picture, how old the trust is, and the few things that a hand may want.

import { useTick } from "@mohor/offline-app/page";
import type { VNode } from "preact";
import { freshnessOf, oldestList } from "../freshness.ts";
import { ageInWords } from "./age.ts";
import { useGate } from "./use-gate.ts";

export function ScanView(): VNode {
  const { state, gate, control, s } = useGate();
  const { camera } = state;
  return (
    <main class="scan">
      <header class="top">
        <FreshnessChip />
        <button type="button" class="icon menu" aria-label={s.menu} onClick={() => gate.go("menu")}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 6 H21 M3 12 H21 M3 18 H21" />
          </svg>
        </button>
      </header>
      <div class="middle">
        <Notes />
        {camera.at === "problem" && (
          <section class="card problem">
            <h1>{s.camera[camera.problem].title}</h1>
            <p>{s.camera[camera.problem].hint}</p>
            <div class="buttons">
              <button type="button" class="main" onClick={() => void control.start()}>
                {s.startCamera}
              </button>
              <button type="button" onClick={() => gate.go("other-ways")}>
                {s.otherWays}
              </button>
            </div>
          </section>
        )}
        {camera.at === "running" && <div class="aim" aria-hidden="true" />}
      </div>
      <footer class="bottom">
        <h1 class="aim-text" aria-live="polite">
          {state.isLooking ? s.looking : lineOf(camera.at, s)}
        </h1>
        <div class="buttons">
          {camera.at === "running" && camera.camera.hasTorch && (
            <button type="button" aria-pressed={camera.isTorchOn} onClick={() => void control.toggleTorch()}>
              {camera.isTorchOn ? s.torchOff : s.torchOn}
            </button>
          )}
          {camera.at === "running" && camera.cameras > 1 && (
            <button type="button" onClick={() => void control.nextCamera()}>
              {s.otherCamera}
            </button>
          )}
          <button type="button" aria-pressed={state.isFamily} onClick={() => gate.setFamily(!state.isFamily)}>
            {s.family}
          </button>
          <button type="button" onClick={() => gate.go("other-ways")}>
            {s.otherWays}
          </button>
        </div>
        {camera.at === "running" && camera.camera.zoom !== null && (
          <label class="zoom">
            {s.zoom}
            <input
              type="range"
              min={camera.camera.zoom.min}
              max={camera.camera.zoom.max}
              step={camera.camera.zoom.step}
              defaultValue={String(camera.camera.zoom.min)}
              onInput={(event) => void control.setZoom(Number(event.currentTarget.value))}
            />
          </label>
        )}
      </footer>
    </main>
  );
}

function lineOf(at: string, s: ReturnType<typeof useGate>["s"]): string {
  if (at === "starting") return s.starting;
  if (at === "paused") return s.paused;
  return at === "running" ? s.aim : s.otherWays;
}

/** The age of keys and revocations, always in sight. */
function FreshnessChip(): VNode {
  const { state, gate, s, now, language } = useGate();
  useTick(20_000);
  const { trust } = state;
  const freshness = state.isOpened ? freshnessOf(trust, now()) : "none";
  const lists = oldestList(trust, now());
  return (
    <button type="button" class={`chip ${freshness}`} data-freshness={freshness} onClick={() => gate.go("trust")}>
      <span class="chip-word">{state.isOpened ? s.freshness[freshness] : "…"}</span>
      {trust.ok && (
        <span class="chip-ages">
          {s.keys}: {ageInWords(trust.fresh, now(), language)}
          {" · "}
          {s.revocations}: {lists === null ? s.never : ageInWords(lists, now(), language)}
        </span>
      )}
    </button>
  );
}

/** What the gate has to say while scanning goes on. */
function Notes(): VNode {
  const { state, gate, s, texts } = useGate();
  const { message, pieces, trust } = state;
  return (
    <div class="notes" aria-live="polite">
      {state.isOpened && !trust.ok && (
        <section class="card first">
          <h1>{s.firstTrust.title}</h1>
          <p>{trust.code === "KEYSET_MISSING" ? s.firstTrust.text : texts.codes[trust.code].text}</p>
          <div class="buttons">
            <button type="button" class="main" onClick={() => gate.go("trust")}>
              {s.trust.title}
            </button>
          </div>
        </section>
      )}
      {pieces !== null && <p class="note">{s.trust.pieces(pieces.have, pieces.all)}</p>}
      {message !== null && <MessageLine />}
      {state.isWithoutWasm && <p class="note">{s.withoutWasm}</p>}
      {state.notKept !== null && <p class="note warning">{state.notKept === "full" ? s.storageFull : s.storageNone}</p>}
      {state.isUpdateReady && (
        <div class="note update">
          <p>{s.updateReady}</p>
          <div class="buttons">
            <button type="button" onClick={() => gate.setUpdateReady(false)}>
              {s.later}
            </button>
            <button type="button" class="main" onClick={() => document.dispatchEvent(new Event("mohor-update"))}>
              {s.updateNow}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

export function MessageLine(): VNode | null {
  const { state, s, texts } = useGate();
  const { message } = state;
  if (message === null) return null;
  if (message.kind === "code") {
    const { text, hint } = texts.codes[message.code];
    return (
      <p class="note warning" data-code={message.code}>
        {text} <br />
        {hint}
      </p>
    );
  }
  const done = {
    accepted: s.trust.accepted,
    "nothing-new": s.trust.nothingNew,
    "no-network": s.trust.noNetwork,
    "policy-loaded": s.settings.policyLoaded,
    saved: s.settings.saved,
    "reader-failed": s.readerFailed,
  }[message.what];
  return (
    <p class="note" data-done={message.what}>
      {done}
    </p>
  );
}
