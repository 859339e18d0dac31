// The gate's mind: what is on the screen and what happens when something comes in. It knows no element and no pixel; the views show its
// state and call its actions.

import { CODES, type Code } from "@mohor/schema";
import type { Language } from "@mohor/schema/texts";
import type { Policy, TrustState } from "@mohor/verifier";
import { publisherFolder } from "@mohor/verifier/updater";
import type { GateKey } from "../storage/gate-store.ts";
import type { Calls, FirstTrust, Judged, Seen } from "../worker/calls.ts";
import { countOne, decodeCounters } from "./counters.ts";
import type { CameraState, Face, Gate, GateState, Message, Screen, Surroundings } from "./gate-state.ts";
import { hashPin, isSamePin, waitAfter } from "./pin.ts";
import { DEFAULT_SETTINGS, decodeSettings, type Settings } from "./settings.ts";
import type { Spoken } from "./spoken.ts";
import { takeFile } from "./take-files.ts";
import type { WorkerLink } from "./worker-link.ts";

const MESSAGE_MILLISECONDS = 6_000;
/** Milliseconds that a result stays at least before the next person's takes its place. */
const LEAST_FACE_MILLISECONDS = 900;
const MAX_FACES = 12;
const MAX_WAITING = 8;

/** A gate that speaks a language already. */
export function createGate(around: Surroundings, spoken: Spoken): Gate {
  const { store, signals, now } = around;
  const listeners = new Set<() => void>();
  let state: GateState = {
    spoken,
    screen: "scan",
    settings: DEFAULT_SETTINGS,
    camera: { at: "stopped" },
    faces: [],
    isFamily: false,
    trust: { ok: false, code: "KEYSET_MISSING" },
    isOpened: false,
    unconfirmed: null,
    pieces: null,
    message: null,
    isWithoutWasm: false,
    isLooking: false,
    notKept: null,
    isUpdateReady: false,
    counters: {},
    isUnlocked: false,
    pinWait: 0,
  };
  let kept: TrustState | null = null;
  let worker: WorkerLink;
  let lastFaceId = 0;
  let faceTimer: unknown;
  let messageTimer: unknown;
  let shownAt = 0;
  const waiting: Judged[][] = [];
  let waitingTimer: unknown;
  let pendingDocuments: readonly Uint8Array[] = [];
  let wrongPins = 0;
  let highestNow = 0;

  const set = (change: Partial<GateState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const say = (message: Message): void => {
    around.clearTimer(messageTimer);
    set({ message });
    messageTimer = around.setTimer(() => set({ message: null }), MESSAGE_MILLISECONDS);
  };

  const keep = async (key: GateKey, value: unknown): Promise<void> => {
    const notKept = await store.put(key, value);
    if (notKept !== state.notKept) set({ notKept });
  };

  const keepTrust = async (trustState: TrustState): Promise<void> => {
    const isSameSets = kept !== null && sameKeys(kept.issuedSets, trustState.issuedSets);
    kept = trustState;
    // Sets are large and change seldom: they are written only when they changed, and before the state that needs them.
    if (!isSameSets) await keep("issued-sets", trustState.issuedSets);
    await keep("trust-state", trustState.bytes);
  };

  /** A worker with the kept trust opened in it. */
  const begin = async (): Promise<void> => {
    worker = around.startWorker(() => {
      say({ kind: "done", what: "reader-failed" });
      void begin();
    });
    const trust = await worker.call("open", { state: kept, policy: state.settings.policy }).catch(() => null);
    if (trust !== null) set({ trust });
  };

  /** The time, and a word to the worker when the clock was set back while the gate is open. */
  const time = (): number => {
    const value = now();
    if (value < highestNow - 300) void worker?.call("notBefore", highestNow).catch(() => null);
    highestNow = Math.max(highestNow, value);
    return value;
  };

  const dwell = (faces: readonly Face[]): number => {
    const isGreen = faces.every(({ judged }) => judged.shown === "admitted");
    const seconds = state.settings.dwellSeconds * (isGreen ? 1 : 2);
    return (seconds + (faces.length - 1)) * 1_000;
  };

  const clearFaces = (): void => {
    around.clearTimer(faceTimer);
    if (state.faces.length > 0) set({ faces: [] });
    showWaiting();
  };

  const show = (judged: readonly Judged[]): void => {
    const fresh = judged.map((one) => ({ id: ++lastFaceId, judged: one }));
    const faces = (state.isFamily ? [...state.faces, ...fresh] : fresh).slice(-MAX_FACES);
    shownAt = around.elapsed();
    let counters = state.counters;
    for (const { shown } of judged) counters = countOne(counters, shown, time());
    set({ faces, counters, screen: "scan", message: null });
    void keep("counters", counters);
    signals.give(gravest(judged), state.settings);
    around.clearTimer(faceTimer);
    faceTimer = around.setTimer(clearFaces, state.isFamily ? Math.max(dwell(faces), 8_000) : dwell(faces));
  };

  const showWaiting = (): void => {
    around.clearTimer(waitingTimer);
    const next = waiting.shift();
    if (next === undefined) return;
    show(next);
    if (waiting.length > 0) waitingTimer = around.setTimer(showWaiting, LEAST_FACE_MILLISECONDS);
  };

  /** Shows at once, or when the one before has been seen: nobody's result is lost in a quick queue. */
  const enqueue = (judged: Judged[]): void => {
    const left =
      state.faces.length === 0 || state.isFamily ? 0 : LEAST_FACE_MILLISECONDS - (around.elapsed() - shownAt);
    if (left <= 0 && waiting.length === 0) {
      show(judged);
      return;
    }
    if (waiting.length < MAX_WAITING) waiting.push(judged);
    around.clearTimer(waitingTimer);
    waitingTimer = around.setTimer(showWaiting, Math.max(left, 0));
  };

  /** Takes documents in; `isAsked`: for a person, who is told what came of them also where nothing did. */
  const acceptDocuments = async (
    documents: readonly Uint8Array[],
    firstTrust: FirstTrust,
    isAsked = true,
  ): Promise<boolean> => {
    const accepted = await worker.call("accept", { documents, firstTrust, now: time() }).catch(() => null);
    if (accepted === null) return false;
    set({ trust: accepted.trust, unconfirmed: accepted.unconfirmed, pieces: null });
    if (accepted.unconfirmed !== null) {
      pendingDocuments = documents;
      set({ screen: "trust" });
      return true;
    }
    pendingDocuments = [];
    if (accepted.state !== null && accepted.outcomes.includes("accepted")) {
      await keepTrust(accepted.state);
      if (isAsked) say({ kind: "done", what: "accepted" });
      return true;
    }
    if (!isAsked) return false;
    const refused = accepted.outcomes.find((outcome) => outcome in CODES) as Code | undefined;
    say(refused === undefined ? { kind: "done", what: "nothing-new" } : { kind: "code", code: refused });
    return refused === undefined;
  };

  const take = async (seen: readonly Seen[]): Promise<void> => {
    const judged = seen.filter((one) => one.kind === "certificate");
    if (judged.length > 0) {
      enqueue(judged);
      const raised = await worker.call("stateToKeep", null).catch(() => null);
      if (raised !== null) await keepTrust(raised);
    }
    for (const one of seen) {
      if (one.kind === "trust-piece") set({ pieces: { have: one.have, all: one.all }, screen: "scan" });
      else if (one.kind === "trust-refused") say({ kind: "code", code: one.code });
      else if (one.kind === "trust-documents") await acceptDocuments(one.documents, null);
    }
  };

  const speak = async (language: Language): Promise<void> => {
    if (language !== state.spoken.language) set({ spoken: await around.loadSpoken(language) });
  };

  const saveSettings = async (change: Partial<Settings>): Promise<void> => {
    const settings = { ...state.settings, ...change };
    set({ settings });
    if (change.policy !== undefined) await worker.call("policy", settings.policy).catch(() => null);
    await keep("settings", settings);
  };

  const loadPolicy = async (policy: Policy): Promise<void> => {
    // Whoever may not open the settings may not change the rules by a file either.
    if (!state.isUnlocked) {
      set({ screen: "settings" });
      return;
    }
    await saveSettings({ policy });
    say({ kind: "done", what: "policy-loaded" });
  };

  const takeText = async (text: string): Promise<void> => {
    const seen = await worker.call("text", { text, now: time() }).catch(() => null);
    if (seen !== null) await take([seen]);
  };

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async recall(): Promise<void> {
      const [bytes, issuedSets, settings, counters] = await Promise.all([
        store.get("trust-state"),
        store.get("issued-sets"),
        store.get("settings"),
        store.get("counters"),
      ]);
      kept = bytes instanceof Uint8Array ? { bytes, issuedSets: asIssuedSets(issuedSets) } : null;
      const decoded = decodeSettings(settings);
      set({
        settings: { ...decoded, language: decoded.language ?? spoken.language },
        counters: decodeCounters(counters, now()),
        isUnlocked: decoded.pin === null,
      });
      await speak(decoded.language ?? spoken.language);
    },
    start: begin,

    look: (given: Calls["look"]["given"], transfer: readonly Transferable[]) =>
      worker.call("look", given, transfer).catch(() => null),
    take,
    time,
    setCamera: (camera: CameraState) => set({ camera }),
    setWithoutWasm: () => {
      if (!state.isWithoutWasm) set({ isWithoutWasm: true });
    },
    setOpened: () => set({ isOpened: true }),
    setUpdateReady: (isUpdateReady: boolean) => set({ isUpdateReady }),

    takeText,

    async takeFile(file: Blob): Promise<void> {
      set({ isLooking: true });
      try {
        const taken = await takeFile(file);
        if (taken.kind === "refused") say({ kind: "code", code: taken.code });
        else if (taken.kind === "text") await takeText(taken.text);
        else if (taken.kind === "trust") await acceptDocuments([taken.document], null);
        else if (taken.kind === "policy") await loadPolicy(taken.policy);
        else {
          const seen = await worker
            .call("picture", { pixels: taken.pixels, now: time() }, taken.transfer)
            .catch(() => null);
          if (seen !== null && seen.length === 0) say({ kind: "code", code: "QR_NOT_FOUND" });
          await take(seen ?? []);
        }
      } finally {
        set({ isLooking: false });
      }
    },

    next(): void {
      clearFaces();
    },
    setFamily(isFamily: boolean): void {
      set({ isFamily });
      if (!isFamily) clearFaces();
    },
    go(screen: Screen): void {
      // Leaving the settings locks them again.
      const isUnlocked = state.settings.pin === null || (state.isUnlocked && screen === "settings");
      set({ screen, isUnlocked });
    },

    async confirmTrust(isSame: boolean): Promise<void> {
      const { unconfirmed } = state;
      const documents = pendingDocuments;
      set({ unconfirmed: null });
      pendingDocuments = [];
      if (!isSame || unconfirmed === null) return;
      if (await acceptDocuments(documents, { fingerprint: unconfirmed.fingerprint })) set({ screen: "scan" });
    },

    async updateTrust(isAsked: boolean): Promise<boolean> {
      const { publisher } = state.settings;
      if (state.trust.ok) {
        const from = publisherFolder(new URL(publisher, around.base).href);
        const update = from === null ? null : await worker.call("update", { from, now: time() }).catch(() => null);
        // A folder without an index, such as that of a gate on this machine, has the pack all the same.
        if (update !== null && update.code !== "UPDATE_REFUSED") {
          set({ trust: update.accepted.trust });
          if (update.accepted.state !== null) await keepTrust(update.accepted.state);
          if (isAsked) say(updateMessage(update.code, update.accepted.state !== null));
          return update.code === null;
        }
      }
      const answer = await around.fetchPack(publisher);
      if (answer === null) {
        if (isAsked) say({ kind: "done", what: "no-network" });
        return false;
      }
      await acceptDocuments(answer.documents, answer.isOwn ? "on-first-use" : null, isAsked);
      return true;
    },

    saveSettings: async (change: Partial<Settings>) => {
      await saveSettings(change);
      say({ kind: "done", what: "saved" });
    },
    async setLanguage(language) {
      await speak(language);
      await saveSettings({ language });
    },
    setTheme: (theme: Settings["theme"]) => saveSettings({ theme }),

    async setPin(pin: string): Promise<void> {
      await saveSettings({ pin: await hashPin(pin) });
    },
    async unlock(pin: string): Promise<boolean> {
      const { pin: hash } = state.settings;
      if (state.pinWait > 0) return false;
      if (hash === null || (await isSamePin(pin, hash))) {
        wrongPins = 0;
        set({ isUnlocked: true });
        return true;
      }
      const wait = waitAfter(++wrongPins);
      set({ pinWait: wait });
      if (wait > 0) around.setTimer(() => set({ pinWait: 0 }), wait * 1_000);
      return false;
    },

    erase: () => store.clear(),
  };
}

function updateMessage(code: Code | null, isNew: boolean): Message {
  if (code === "UPDATE_UNREACHABLE" || code === "UPDATE_TIMEOUT") return { kind: "done", what: "no-network" };
  if (code !== null) return { kind: "code", code };
  return { kind: "done", what: isNew ? "accepted" : "nothing-new" };
}

/** Issued sets as kept; anything else is none, and the verdict then says which is missing. */
function asIssuedSets(value: unknown): ReadonlyMap<string, Uint8Array> {
  if (!(value instanceof Map)) return new Map();
  return new Map([...value].filter(([name, set]) => typeof name === "string" && set instanceof Uint8Array));
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

/** The outcome that decides the sound when several people come at once. */
function gravest(judged: readonly Judged[]): Judged["shown"] {
  const order: readonly Judged["shown"][] = ["invalid", "not-admitted", "undecided", "specimen", "valid", "admitted"];
  return order.find((shown) => judged.some((one) => one.shown === shown)) ?? "undecided";
}
