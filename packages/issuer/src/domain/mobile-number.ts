// Mobile numbers: whatever way people write one, to the single E.164 form (ITU-T E.164) that every limit and every hash is
// made over. Without this step +91, 0091 and a space would each open a fresh allowance. Ranges are a setting.

import { type Refusal, refusal } from "./refusal.ts";

/** "+" and digits, at most 15 of them. */
export type MobileNumber = string;

/** A country whose mobile numbers are served. */
export type MobileCountry = {
  /** Country code without "+". */
  readonly countryCode: string;
  /** Digits of a national number, without any trunk prefix. */
  readonly nationalLength: number;
  /** What a national number of a mobile begins with: one expression, anchored by the code that uses it. */
  readonly mobileLeadingDigits: string;
};

/** The first country is the one that a number without a country code belongs to. */
export type MobilePolicy = { readonly countries: readonly [MobileCountry, ...MobileCountry[]] };

/** India only: national numbers of ten digits, mobiles from 6 to 9 (National Numbering Plan). A list, because it stops SMS pumping. */
export const INDIA_ONLY: MobilePolicy = {
  countries: [{ countryCode: "91", nationalLength: 10, mobileLeadingDigits: "[6-9]" }],
};

/** Characters read: the longest sensible spelling, "(+91) (0) 98765 - 43210", has 23; twice that. */
const MAX_SPELLING_LENGTH = 48;

// Spaces (also no-break and thin), hyphens and dashes, dots, brackets, and the invisible marks that copying leaves behind.
const SEPARATORS = /[\s.()[\]\u00AD\u200B-\u200F\u2010-\u2015\u202A-\u202E\u2060-\u2069\u2212\uFEFF-]/gu;

/** Code points of the digit zero in the scripts that Indian keyboards write, ASCII first; nine more digits follow each. */
const ZEROS = [
  0x30, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0x660, 0x6f0, 0x1c50, 0xabf0,
] as const;

/**
 * The number in E.164, from any spelling: +91, 0091, 91, 0 or nothing before it; spaces, hyphens, dots and brackets between;
 * digits of any Indian script, or full-width. Refuses with MOBILE_MALFORMED (not a telephone number), MOBILE_COUNTRY_NOT_SERVED
 * (a country that is not in the policy) or MOBILE_NOT_MOBILE (a landline or service range). Time is linear in the text.
 */
export function parseMobileNumber(
  spelling: string,
  policy: MobilePolicy,
): { readonly ok: true; readonly mobile: MobileNumber } | Refusal {
  if (spelling.length > MAX_SPELLING_LENGTH) return refusal("MOBILE_MALFORMED");
  // NFKC folds full-width digits, plus signs and brackets.
  const compact = asciiDigits(spelling.normalize("NFKC")).replace(SEPARATORS, "");
  const match = /^(\+|00)?([0-9]{5,15})$/.exec(compact);
  if (match === null) return refusal("MOBILE_MALFORMED");
  const digits = match[2] as string;
  return match[1] === undefined ? withoutPrefix(digits, policy) : withCountryCode(digits, policy);
}

function withCountryCode(digits: string, policy: MobilePolicy): ReturnType<typeof parseMobileNumber> {
  for (const country of policy.countries) {
    if (!digits.startsWith(country.countryCode)) continue;
    const national = digits.slice(country.countryCode.length);
    // "+91 (0) 98765 43210": the trunk prefix is often left in.
    const hasTrunkPrefix = national.length === country.nationalLength + 1 && national.startsWith("0");
    return inCountry(hasTrunkPrefix ? national.slice(1) : national, country);
  }
  return refusal("MOBILE_COUNTRY_NOT_SERVED");
}

/** Without + or 00 the number is a national one of the first country, or carries that country's code. The length decides. */
function withoutPrefix(digits: string, policy: MobilePolicy): ReturnType<typeof parseMobileNumber> {
  const [country] = policy.countries;
  const significant = digits.replace(/^0/, "");
  if (significant.length === country.nationalLength) return inCountry(significant, country);
  return significant.startsWith(country.countryCode)
    ? withCountryCode(significant, policy)
    : refusal("MOBILE_MALFORMED");
}

function inCountry(national: string, country: MobileCountry): ReturnType<typeof parseMobileNumber> {
  if (national.length !== country.nationalLength) return refusal("MOBILE_MALFORMED");
  if (!new RegExp(`^(?:${country.mobileLeadingDigits})`).test(national)) return refusal("MOBILE_NOT_MOBILE");
  return { ok: true, mobile: `+${country.countryCode}${national}` };
}

/** The text with the digits of every script above as ASCII digits. Also for codes that people type. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) as number;
    const zero = ZEROS.find((candidate) => point >= candidate && point <= candidate + 9);
    return zero === undefined ? digit : String(point - zero);
  });
}
