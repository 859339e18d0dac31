// The text of the message that carries a code: a template in each language, filled. The code comes first, because Bengali and
// Hindi are sent as UCS-2, 70 characters a segment, and a lock screen shows the beginning. Digits are ASCII in every language,
// because keyboards and autofill expect them. India's operators pass only texts that fit a template registered on the DLT, so
// an authority registers these or its own, and nothing but the places named here ever differs from what was registered.

import type { MessageLanguage } from "./ports.ts";
import { type SmsSize, smsSizeOf } from "./sms-encoding.ts";

/** What may stand in a template, in braces. */
export const TEMPLATE_PLACES = ["code", "minutes"] as const;
type Place = (typeof TEMPLATE_PLACES)[number];

/** A template in each language that people are written to in. */
export type OtpTemplates = Readonly<Record<MessageLanguage, string>>;

/** Short on purpose: with eight digits each of them is one segment. */
export const DEFAULT_OTP_TEMPLATES: OtpTemplates = {
  bn: "{code} আপনার টিকাকরণ যাচাইয়ের কোড। {minutes} মিনিট চলবে। কাউকে বলবেন না।",
  hi: "{code} आपका टीकाकरण सत्यापन कोड है। {minutes} मिनट तक वैध। किसी को न बताएं।",
  en: "{code} is your code for your vaccination status, valid for {minutes} min. Never share it with anyone.",
};

/** How texts are made, for all messages of an issuer. */
export type OtpMessageRules = {
  readonly templates: OtpTemplates;
  /**
   * Host of the citizen pages, for the last line `@host #code` by which a browser offers the code to that page alone (WICG
   * "Origin-bound one-time codes delivered via SMS"); null for none.
   */
  readonly webOtpHost: string | null;
};

/** Plain messages: no page of ours waits for the code. */
export const DEFAULT_OTP_MESSAGE_RULES: OtpMessageRules = { templates: DEFAULT_OTP_TEMPLATES, webOtpHost: null };

/** The text of an OTP message. `lifeSeconds` is rounded down to whole minutes, at least one. */
export function otpMessageText(
  code: string,
  {
    language,
    lifeSeconds,
    rules = DEFAULT_OTP_MESSAGE_RULES,
  }: { readonly language: MessageLanguage; readonly lifeSeconds: number; readonly rules?: OtpMessageRules },
): string {
  const minutes = String(Math.max(1, Math.floor(lifeSeconds / 60)));
  return fill(wholeTemplate(language, rules), { code, minutes });
}

function wholeTemplate(language: MessageLanguage, { templates, webOtpHost }: OtpMessageRules): string {
  return templates[language] + (webOtpHost === null ? "" : `\n@${webOtpHost} #{code}`);
}

/** One pass, so that no value is read as a place. */
function fill(template: string, values: Readonly<Record<Place, string>>): string {
  return template.replace(/\{(code|minutes)\}/g, (_, place: Place) => values[place]);
}

/** The template as it is registered on the DLT, where every place is a tag of its type (TRAI direction of 18 November 2025). */
export function registeredForm(language: MessageLanguage, rules: OtpMessageRules): string {
  return fill(wholeTemplate(language, rules), { code: "{#numeric#}", minutes: "{#numeric#}" });
}

/** Characters of a template: three segments of UCS-2 less the WebOTP line. An OTP that takes more parts arrives late. */
const MAX_TEMPLATE_LENGTH = 160;

/**
 * Whether a text can serve as a template: the code stands once and within the first 40 characters (what a lock screen shows),
 * other braces are known places, no line begins with "@" (it would be read as the WebOTP line), no control characters.
 */
export function isOtpTemplate(text: string): boolean {
  const places = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] as string);
  const known: readonly string[] = TEMPLATE_PLACES;
  return (
    text.length <= MAX_TEMPLATE_LENGTH &&
    text.isWellFormed() &&
    places.every((place) => known.includes(place)) &&
    places.filter((place) => place === "code").length === 1 &&
    text.indexOf("{code}") < 40 &&
    !/[{}]/.test(text.replace(/\{[^{}]*\}/g, "")) &&
    !/[^\P{Cc}\n]/u.test(text) &&
    !/^@/m.test(text)
  );
}

/** What a message of this language will be on the air, with a code of so many digits. */
export function otpMessageSize(
  language: MessageLanguage,
  {
    digits,
    lifeSeconds,
    rules,
  }: { readonly digits: number; readonly lifeSeconds: number; readonly rules: OtpMessageRules },
): SmsSize {
  return smsSizeOf(otpMessageText("0".repeat(digits), { language, lifeSeconds, rules }));
}
