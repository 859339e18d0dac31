// The issuer's settings: one JSON file in the data directory, written whole by init, read whole and checked by every command.
// A key that is missing, unknown or of another kind is an error: a misspelt rule must not silently become the default.

import { Failure } from "@mohor/command-line";
import { isIssuerName } from "@mohor/schema";
import { readFileBounded } from "../adapters/durable-file.ts";
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
import { DEFAULT_SCHEDULE, type VaccineSchedule } from "../domain/vaccine-schedule.ts";

/** What an authority decides. Durations are seconds unless the name says days. */
export type Settings = {
  /** The issuing authority's name, as a gate shows it. */
  readonly issuer: string;
  /** `certificate`; or `specimen`, which gates show grey, for training. */
  readonly purpose: "certificate" | "specimen";
  readonly validity: ValidityPolicy;
  readonly content: IdentityContent;
  readonly otpDigits: 6 | 8;
  /** Minutes ahead of UTC of the calendar that doses are dated in. */
  readonly utcOffsetMinutes: number;
  readonly trust: {
    readonly ageingAfterSeconds: number;
    readonly staleAfterSeconds: number;
    readonly expiresAfterDays: number;
  };
  readonly schedule: VaccineSchedule;
};

const DAY = 86_400;
const MAX_SETTINGS_BYTES = 65_536;

/** DESIGN §2, §6 and §7's figures. */
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
  const fault = faultOf(settings, defaultSettings("x"), "settings");
  if (fault !== null) throw new Failure("SETTINGS_MALFORMED", fault);
  if (!isIssuerName((settings as Settings).issuer)) throw new Failure("SETTINGS_MALFORMED", "settings.issuer");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Values that a text may have where it is one of a few words. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  "settings.purpose": ["certificate", "specimen"],
  "settings.otpDigits": [6, 8],
  "settings.content.birthDate": ["none", "year", "date"],
  "settings.schedule.mixedProducts": ["separate", "together"],
};

/** The place where a value departs from the shape of the defaults, or null. Numbers are whole and not negative. */
function faultOf(value: unknown, model: unknown, place: string): string | null {
  const words = WORDS[place];
  if (words !== undefined) return words.includes(value) ? null : place;
  if (typeof model === "number") return Number.isSafeInteger(value) && (value as number) >= 0 ? null : place;
  if (typeof model !== "object" || model === null) return typeof value === typeof model && value !== "" ? null : place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return place;
  // Products are the authority's own list; each has the shape of any other.
  const isProductList = place === "settings.schedule.products";
  const expected = isProductList ? Object.keys(value) : Object.keys(model);
  const extra = Object.keys(value).find((key) => !expected.includes(key));
  if (extra !== undefined) return `${place}.${extra}`;
  const anyProduct = Object.values(model)[0];
  for (const key of expected) {
    const keyModel = isProductList ? anyProduct : (model as Readonly<Record<string, unknown>>)[key];
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
