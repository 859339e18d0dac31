// Claim 169, identity data in MOSIP Claim 169 numbering, narrowed by docs/spec.md §3.6: a name in Latin script, the same name
// in a second script with its language, a date or year of birth. Which characters a name may hold is a fixed list of code
// points, not a Unicode property: properties grow with each Unicode version, and two verifiers would then disagree.

import type { CborMap, CborValue } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";
import { IDENTITY_DATA_KEY as KEY } from "./iana.ts";
import { MAX_TEXT_BYTES } from "./limits.ts";

/** Who the certificate is about. */
export type IdentityData = {
  /** Latin script; 1 to MAX_TEXT_BYTES bytes of UTF-8, NFC. */
  readonly fullName: string;
  readonly secondName?: {
    /** The same name in a second script; 1 to MAX_TEXT_BYTES bytes of UTF-8, NFC. */
    readonly fullName: string;
    /** ISO 639-3, three lower-case letters. */
    readonly language: string;
  };
  /** "YYYY" or "YYYYMMDD", a day of the Gregorian calendar. */
  readonly birthDate?: string;
};

// Basic Latin, Latin-1 Supplement to Extended-B, Extended Additional: composed letters only, so no combining mark is needed.
const LATIN_LETTERS = "A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u1E00-\\u1EFF";
// Arabic with supplement, Devanagari to Sinhala, Ol Chiki, Meetei Mayek with extensions.
const SECOND_LETTERS = "\\u0600-\\u06FF\\u0750-\\u077F\\u0900-\\u0DFF\\u1C50-\\u1C7F\\uAAE0-\\uAAFF\\uABC0-\\uABFF";
// Space, hyphen, full stop, apostrophe and right single quotation mark; zero-width non-joiner and joiner shape Indic letters.
const JOINERS = " '.\\u2019-";
const LATIN = new RegExp(`^[${LATIN_LETTERS}${JOINERS}]*[${LATIN_LETTERS}][${LATIN_LETTERS}${JOINERS}]*$`);
const SECOND = `[${SECOND_LETTERS}\\u200C\\u200D${JOINERS}]*`;
const SECOND_SCRIPT = new RegExp(`^${SECOND}[${SECOND_LETTERS}]${SECOND}$`);
// Inside the Arabic block: number signs, letter mark and other format characters that could disturb what a gate shows.
const ARABIC_FORMAT = /[\u0600-\u0605\u061C\u06DD]/;
const MISPLACED_SPACE = /^ | $| {2}/;
const LANGUAGE = /^[a-z]{3}$/;
const BIRTH_DATE = /^(?:1[89]|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?$/;
const KEYS: ReadonlySet<number | string> = new Set(Object.values(KEY));

/** Whether the text may stand as a name in Latin script (spec §3.6). */
export function isLatinName(text: string): boolean {
  return isName(text) && LATIN.test(text);
}

/** Whether the text may stand as a name in a second script (spec §3.6). */
export function isSecondScriptName(text: string): boolean {
  return isName(text) && SECOND_SCRIPT.test(text) && !ARABIC_FORMAT.test(text);
}

function isName(text: string): boolean {
  // No text has fewer bytes than characters. The length comes first: the expressions above take quadratic time.
  return (
    text.length <= MAX_TEXT_BYTES &&
    !MISPLACED_SPACE.test(text) &&
    text.normalize("NFC") === text &&
    new TextEncoder().encode(text).length <= MAX_TEXT_BYTES
  );
}

/** Whether the text is a year "YYYY" or a day "YYYYMMDD" of the Gregorian calendar, from 1800 to 2099. */
export function isBirthDate(text: string): boolean {
  if (!BIRTH_DATE.test(text)) return false;
  if (text.length === 4) return true;
  const year = Number(text.slice(0, 4));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const daysOfMonth = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(text.slice(4, 6)) - 1];
  return Number(text.slice(6)) <= (daysOfMonth as number);
}

/** The claim's value. Throws TypeError on data that `decodeIdentityData` would refuse. */
export function encodeIdentityData(identity: IdentityData): CborMap {
  const map = new Map<number, CborValue>([[KEY.FULL_NAME, identity.fullName]]);
  if (identity.birthDate !== undefined) map.set(KEY.DATE_OF_BIRTH, identity.birthDate);
  if (identity.secondName !== undefined) {
    map.set(KEY.SECOND_FULL_NAME, identity.secondName.fullName);
    map.set(KEY.SECOND_LANGUAGE, identity.secondName.language);
  }
  if (!decodeIdentityData(map).ok) throw new TypeError("identity data does not fit spec §3.6");
  return map;
}

/** Identity data of a claim's value, or IDENTITY_DATA_INVALID: another key, no Latin name, or a value that spec §3.6 refuses. */
export function decodeIdentityData(value: CborValue): Decoded<IdentityData> {
  if (!(value instanceof Map)) return refuse("IDENTITY_DATA_INVALID");
  const map: CborMap = value;
  for (const key of map.keys()) if (!KEYS.has(key)) return refuse("IDENTITY_DATA_INVALID");
  const fullName = map.get(KEY.FULL_NAME);
  const birthDate = map.get(KEY.DATE_OF_BIRTH);
  const secondFullName = map.get(KEY.SECOND_FULL_NAME);
  const language = map.get(KEY.SECOND_LANGUAGE);
  const isSound =
    typeof fullName === "string" &&
    isLatinName(fullName) &&
    (birthDate === undefined || (typeof birthDate === "string" && isBirthDate(birthDate)));
  if (!isSound) return refuse("IDENTITY_DATA_INVALID");
  const identity = Object.freeze({ fullName, ...(birthDate === undefined ? {} : { birthDate }) });
  if (secondFullName === undefined && language === undefined) return { ok: true, value: identity };
  const isSecondSound =
    typeof secondFullName === "string" &&
    isSecondScriptName(secondFullName) &&
    typeof language === "string" &&
    LANGUAGE.test(language);
  if (!isSecondSound) return refuse("IDENTITY_DATA_INVALID");
  const secondName = Object.freeze({ fullName: secondFullName, language });
  return { ok: true, value: Object.freeze({ ...identity, secondName }) };
}
