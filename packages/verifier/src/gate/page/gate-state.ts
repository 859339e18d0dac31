// What is on the gate's screen, what may happen to it, and what it needs from its surroundings.

import type { Code } from "@mohor/schema";
import type { Language } from "@mohor/schema/texts";
import type { GateStore, NotKept } from "../storage/gate-store.ts";
import type { Calls, Judged, Seen, TrustSummary } from "../worker/calls.ts";
import type { Camera, CameraProblem } from "./camera.ts";
import type { Counters } from "./counters.ts";
import type { PublisherAnswer } from "./fetch-pack.ts";
import type { Settings } from "./settings.ts";
import type { Signals } from "./signals.ts";
import type { Spoken } from "./spoken.ts";
import type { WorkerLink } from "./worker-link.ts";

export type Screen = "scan" | "other-ways" | "menu" | "settings" | "supervisor" | "trust";

/** One result on the screen. */
export type Face = { readonly id: number; readonly judged: Judged };

/** What the camera is at. */
export type CameraState =
  | { readonly at: "starting" | "paused" | "stopped" }
  | { readonly at: "running"; readonly camera: Camera; readonly cameras: number; readonly isTorchOn: boolean }
  | { readonly at: "problem"; readonly problem: CameraProblem };

/** A line for the person that leaves by itself: a code's text, or something the gate did. */
export type Message =
  | { readonly kind: "code"; readonly code: Code }
  | {
      readonly kind: "done";
      readonly what: "accepted" | "nothing-new" | "no-network" | "policy-loaded" | "saved" | "reader-failed";
    };

export type GateState = {
  /** The language on the screen. */
  readonly spoken: Spoken;
  readonly screen: Screen;
  readonly settings: Settings;
  readonly camera: CameraState;
  /** Results on the screen, the newest last; none while scanning. */
  readonly faces: readonly Face[];
  readonly isFamily: boolean;
  readonly trust: TrustSummary;
  /** The trust has been opened, or found missing and asked for: before that nothing is judged and nothing is said about it. */
  readonly isOpened: boolean;
  readonly unconfirmed: { readonly issuer: string; readonly fingerprint: string } | null;
  readonly pieces: { readonly have: number; readonly all: number } | null;
  readonly message: Message | null;
  readonly isWithoutWasm: boolean;
  readonly isLooking: boolean;
  readonly notKept: NotKept | null;
  readonly isUpdateReady: boolean;
  readonly counters: Counters;
  readonly isUnlocked: boolean;
  readonly pinWait: number;
};

/** What the gate's surroundings give it. */
export type Surroundings = {
  readonly store: GateStore;
  readonly signals: Signals;
  /** Starts a worker; `onGone` is called when it died by itself. */
  readonly startWorker: (onGone: () => void) => WorkerLink;
  /** NumericDate now. */
  readonly now: () => number;
  /** Milliseconds of a clock that only ever runs forward, whoever sets the device's. */
  readonly elapsed: () => number;
  readonly setTimer: (action: () => void, milliseconds: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly loadSpoken: (language: Language) => Promise<Spoken>;
  /** Fetches the authority's pack of all trust material. */
  readonly fetchPack: (publisher: string) => Promise<PublisherAnswer>;
  /** The address that the app was opened at. */
  readonly base: string;
};

/** The gate: its state, and everything that may happen to it. */
export type Gate = {
  readonly state: () => GateState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads what the device kept: settings, counts, and the trust to open. */
  readonly recall: () => Promise<void>;
  /** Opens the kept trust in a worker. */
  readonly start: () => Promise<void>;
  /** Has a frame of the camera looked at; null where the worker is gone. */
  readonly look: (
    given: Calls["look"]["given"],
    transfer: readonly Transferable[],
  ) => Promise<Calls["look"]["answer"] | null>;
  /** Takes what was seen: results are shown, trust material is accepted. */
  readonly take: (seen: readonly Seen[]) => Promise<void>;
  /** NumericDate now. */
  readonly time: () => number;
  readonly setCamera: (camera: CameraState) => void;
  readonly setWithoutWasm: () => void;
  /** From now on codes are judged. */
  readonly setOpened: () => void;
  readonly setUpdateReady: (isUpdateReady: boolean) => void;
  /** Judges a text that was typed, pasted or in a link. */
  readonly takeText: (text: string) => Promise<void>;
  /** Takes a file that was opened, pasted or dropped. */
  readonly takeFile: (file: Blob) => Promise<void>;
  /** Takes the result from the screen. */
  readonly next: () => void;
  /** Several people together: their results stay until the last. */
  readonly setFamily: (isFamily: boolean) => void;
  readonly go: (screen: Screen) => void;
  /** The person has compared the fingerprint of a first bundle, or refuses it. */
  readonly confirmTrust: (isSame: boolean) => Promise<void>;
  /** Asks the authority's place for news; `isAsked`: by a person, who is told how it went. Whether it went well. */
  readonly updateTrust: (isAsked: boolean) => Promise<boolean>;
  readonly saveSettings: (change: Partial<Settings>) => Promise<void>;
  /** Language and appearance are anybody's to change, locked or not. */
  readonly setLanguage: (language: Language) => Promise<void>;
  readonly setTheme: (theme: Settings["theme"]) => Promise<void>;
  readonly setPin: (pin: string) => Promise<void>;
  readonly unlock: (pin: string) => Promise<boolean>;
  /** Forgets everything on this device; the page is then as new. */
  readonly erase: () => Promise<void>;
};
