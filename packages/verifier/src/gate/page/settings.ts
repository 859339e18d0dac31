// What a gate is set to, as kept on the device: read back closed, every value checked, and whatever does not fit falls back to the
// setting that is safe.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { decodePolicy, type Policy } from "@mohor/verifier";

/** Each language in its own script, as a person looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { bn: "বাংলা", hi: "हिन्दी", en: "English" };

export const THEMES = ["auto", "light", "dark", "sun"] as const;
export type Theme = (typeof THEMES)[number];

/** A PIN as kept: derived, never itself. */
export type PinHash = { readonly salt: Uint8Array<ArrayBuffer>; readonly hash: Uint8Array<ArrayBuffer> };

export type Settings = {
  /** Null until somebody chose: then the browser's. */
  readonly language: Language | null;
  readonly theme: Theme;
  readonly sound: boolean;
  readonly vibration: boolean;
  /** Seconds that a green result stays; others stay for twice as long. */
  readonly dwellSeconds: number;
  readonly policy: Policy;
  /** Where the authority's trust files are: an address, relative to the app where it begins so. */
  readonly publisher: string;
  readonly pin: PinHash | null;
};

/** Bounds of dwellSeconds: shorter than a second nobody reads, and a result must leave by itself. */
export const DWELL_SECONDS = { least: 1, most: 15 } as const;

/** Fully vaccinated only: a gate that nobody has set up must not let in whoever has a genuine certificate of anything. */
export const DEFAULT_SETTINGS: Settings = {
  language: null,
  theme: "auto",
  sound: true,
  vibration: true,
  dwellSeconds: 3,
  policy: { statuses: ["fully"] },
  publisher: "trust/",
  pin: null,
};

/** The settings of what was kept; anything that does not fit is as by default. */
export function decodeSettings(value: unknown): Settings {
  if (typeof value !== "object" || value === null) return DEFAULT_SETTINGS;
  const kept = value as Readonly<Record<string, unknown>>;
  const policy = decodePolicy(kept.policy);
  return {
    language: LANGUAGES.find((language) => language === kept.language) ?? null,
    theme: THEMES.find((theme) => theme === kept.theme) ?? DEFAULT_SETTINGS.theme,
    sound: typeof kept.sound === "boolean" ? kept.sound : DEFAULT_SETTINGS.sound,
    vibration: typeof kept.vibration === "boolean" ? kept.vibration : DEFAULT_SETTINGS.vibration,
    dwellSeconds: isDwell(kept.dwellSeconds) ? kept.dwellSeconds : DEFAULT_SETTINGS.dwellSeconds,
    policy: policy.ok ? policy.value : DEFAULT_SETTINGS.policy,
    publisher: isPublisher(kept.publisher) ? kept.publisher : DEFAULT_SETTINGS.publisher,
    pin: isPinHash(kept.pin) ? kept.pin : null,
  };
}

function isDwell(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= DWELL_SECONDS.least && (value as number) <= DWELL_SECONDS.most;
}

/** Whether the text may be the address of trust files: https, or a folder of this app. Ends with a slash. */
export function isPublisher(value: unknown): value is string {
  return typeof value === "string" && value.length <= 512 && /^(?:https:\/\/[^\s?#]+\/|[\w./-]*\/)$/.test(value);
}

function isPinHash(value: unknown): value is PinHash {
  const { salt, hash } = (value ?? {}) as Partial<Record<"salt" | "hash", unknown>>;
  return salt instanceof Uint8Array && hash instanceof Uint8Array;
}
