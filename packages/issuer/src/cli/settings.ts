// The issuer's settings: one JSON file in the data directory, written whole by init, read whole and checked by every command.
// A key that is missing, unknown, of another kind or out of its range is an error: a misspelt rule must not silently become the
// default, and one that cannot work must not fail at a desk.

import { isAbsolute } from "node:path";
import { Failure } from "@mohor/command-line";
import { isIssuerName, MAX_CBOR_ARGUMENT } from "@mohor/schema";
import { readFileBounded } from "../adapters/durable-file.ts";
import type { TokenSettings } from "../adapters/signer-pkcs11.ts";
import { parseCalendarDate } from "../domain/calendar-date.ts";
import { DEFAULT_VALIDITY, type ValidityPolicy } from "../domain/certificate-validity.ts";
import type { EnrolmentRules } from "../domain/enrolment.ts";
import {
  DEFAULT_ISSUE_CONTENT,
  DEFAULT_ISSUING_ALG,
  type IdentityContent,
  type IssueRules,
} from "../domain/issue-certificate.ts";
import { INDIA_ONLY } from "../domain/mobile-number.ts";
import type { OtpRules } from "../domain/otp-challenge.ts";
import { DEFAULT_OTP_POLICY } from "../domain/otp-limits.ts";
import type { TrustRules } from "../domain/plan-trust-bundle.ts";
import { DEFAULT_SIGNING_KEY_POLICY } from "../domain/signing-key.ts";
import { DEFAULT_SCHEDULE, type VaccineSchedule } from "../domain/vaccine-schedule.ts";
import type { StoreSettings } from "./issuer-store.ts";

/** What an authority decides. Durations are seconds unless the name says days. */
export type Settings = {
  /** The issuing authority's name, as a gate shows it. */
  readonly issuer: string;
  /** `certificate`; or `specimen`, which gates show grey, for training. */
  readonly purpose: "certificate" | "specimen";
  readonly validity: ValidityPolicy;
  readonly content: IdentityContent;
  readonly otpDigits: 6 | 8;
  /** Minutes ahead of UTC, negative west of Greenwich, of the calendar that doses are dated in. */
  readonly utcOffsetMinutes: number;
  readonly trust: TrustRules;
  readonly schedule: VaccineSchedule;
  /** A hardware token for signing keys. Without it all keys are in sealed files. */
  readonly token?: TokenSettings;
  /** A PostgreSQL for several processes. Without it the store is the SQLite file of the data directory. */
  readonly store?: StoreSettings;
};

const DAY = 86_400;
const MAX_SETTINGS_BYTES = 65_536;

/** The figures of docs/spec.md §5, India's calendar, and trust material that must be a day fresh and is of no use after a week. */
export function defaultSettings(issuer: string): Settings {
  return {
    issuer,
    purpose: "certificate",
    validity: DEFAULT_VALIDITY,
    content: DEFAULT_ISSUE_CONTENT,
    otpDigits: DEFAULT_OTP_POLICY.codeDigits,
    utcOffsetMinutes: 330,
    trust: { ageingAfterSeconds: DAY, staleAfterSeconds: 7 * DAY, expiresAfterDays: 30 },
    schedule: DEFAULT_SCHEDULE,
  };
}

/** The settings in a file. Throws PortError FILE_UNREADABLE, Failure SETTINGS_MALFORMED with the place at fault. */
export function readSettings(path: string): Settings {
  const text = new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_SETTINGS_BYTES }));
  const settings = parseJson(text);
  checkSettings(settings);
  return settings;
}

/** Throws Failure SETTINGS_MALFORMED with the place at fault. */
export function checkSettings(settings: unknown): asserts settings is Settings {
  const fault = faultOf(settings, defaultSettings("x"), "settings") ?? faultOfRules(settings as Settings);
  if (fault !== null) throw new Failure("SETTINGS_MALFORMED", fault);
}

/** The place of a value that has the right shape and cannot work, or null. */
function faultOfRules({ issuer, trust, schedule, token }: Settings): string | null {
  if (!isIssuerName(issuer)) return "settings.issuer";
  // A relative name would be looked for where libraries are, or where the command happens to be run.
  if (token !== undefined && !isAbsolute(token.module)) return "settings.token.module";
  if (token !== undefined && !isTokenLabel(token.label)) return "settings.token.label";
  if (trust.ageingAfterSeconds > trust.staleAfterSeconds) return "settings.trust.ageingAfterSeconds";
  return parseCalendarDate(schedule.earliestDose) === null ? "settings.schedule.earliestDose" : null;
}

/** A token's label fills 32 bytes with blanks at its end (PKCS #11 3.1 §3.2, CK_TOKEN_INFO). */
function isTokenLabel(label: string): boolean {
  return Buffer.byteLength(label) <= 32 && label.trimEnd() === label;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What may be left out, by its place, with an example of its shape. */
const OPTIONAL: Readonly<Record<string, object>> = {
  "settings.token": { module: "/a/driver.so", label: "a token", timeoutSeconds: 10 } satisfies TokenSettings,
  "settings.store": { kind: "postgres", url: { from: "file", name: "/a/file" } } satisfies StoreSettings,
};

/** Values that a text may have where it is one of a few words. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  "settings.purpose": ["certificate", "specimen"],
  "settings.otpDigits": [6, 8],
  "settings.content.birthDate": ["none", "year", "date"],
  "settings.store.kind": ["postgres"],
  "settings.store.url.from": ["file", "environment"],
  "settings.schedule.mixedProducts": ["separate", "together"],
};

type Range = { readonly place: RegExp; readonly least: number; readonly most: number };

/** Whole numbers by place, first match; the last is for all others, which the trust bundle holds in 32 bits at most. */
const RANGES: readonly Range[] = [
  // No certificate may outlive the acceptance of the key that signs it on its last day.
  { place: /^settings\.validity\./, least: 1, most: DEFAULT_SIGNING_KEY_POLICY.acceptDays * DAY },
  // No zone of the world is further from UTC than 14 hours.
  { place: /^settings\.utcOffsetMinutes$/, least: -840, most: 840 },
  // Ten years: a bundle of more would be as good as one that never expires.
  { place: /^settings\.trust\.expiresAfterDays$/, least: 1, most: 3_650 },
  // An answer takes milliseconds from a card in the machine, seconds where somebody has to touch it.
  { place: /^settings\.token\.timeoutSeconds$/, least: 1, most: 300 },
  { place: /^settings\.schedule\.products\..*\.dosesRequired$/s, least: 1, most: MAX_CBOR_ARGUMENT },
  { place: /^/, least: 0, most: MAX_CBOR_ARGUMENT },
];

function isInRange(value: unknown, place: string): boolean {
  const range = RANGES.find((candidate) => candidate.place.test(place));
  if (range === undefined || typeof value !== "number" || !Number.isSafeInteger(value)) return false;
  return range.least <= value && value <= range.most;
}

/** The place where a value departs from the shape of the defaults or, as a number, from its range; or null. */
function faultOf(value: unknown, model: unknown, place: string): string | null {
  const words = WORDS[place];
  if (words !== undefined) return words.includes(value) ? null : place;
  if (typeof model === "number") return isInRange(value, place) ? null : place;
  if (typeof model !== "object" || model === null) return typeof value === typeof model && value !== "" ? null : place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return place;
  // Products are the authority's own list; each has the shape of any other.
  const isProductList = place === "settings.schedule.products";
  const optional = Object.keys(value).filter((key) => OPTIONAL[`${place}.${key}`] !== undefined);
  const expected = isProductList ? Object.keys(value) : [...Object.keys(model), ...optional];
  const extra = Object.keys(value).find((key) => !expected.includes(key));
  if (extra !== undefined) return `${place}.${extra}`;
  const anyProduct = Object.values(model)[0];
  for (const key of expected) {
    const ownModel = (model as Readonly<Record<string, unknown>>)[key] ?? OPTIONAL[`${place}.${key}`];
    const keyModel = isProductList ? anyProduct : ownModel;
    const fault = faultOf((value as Readonly<Record<string, unknown>>)[key], keyModel, `${place}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
}

/** What the OTP challenge goes by. */
export function otpRules(settings: Settings): OtpRules {
  return { otp: { ...DEFAULT_OTP_POLICY, codeDigits: settings.otpDigits }, mobiles: INDIA_ONLY };
}

/** What rows of the registry are held against. */
export function enrolmentRules({ schedule, utcOffsetMinutes }: Settings): EnrolmentRules {
  return { mobiles: INDIA_ONLY, schedule, utcOffsetMinutes };
}

/** What certificates are issued by. */
export function issueRules({ schedule, validity, content, utcOffsetMinutes, purpose }: Settings): IssueRules {
  return { schedule, validity, content, utcOffsetMinutes, purpose, alg: DEFAULT_ISSUING_ALG };
}
