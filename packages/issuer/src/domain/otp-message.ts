// The text of the message that carries a code, to a person who is alone with their phone or to one at a help desk. The code comes
// first, because Bengali and Hindi are sent as UCS-2, 70 characters a segment, and a lock screen shows the beginning. Digits are ASCII in
// every language, because keyboards and autofill expect them. An authority registers these templates or its own (message-template.ts).

import {
  fillMessage,
  isMessageTemplate,
  type PlaceType,
  registeredTemplate,
  type Templates,
} from "./message-template.ts";
import type { MessageLanguage } from "./ports.ts";
import { type SmsSize, smsSizeOf } from "./sms-encoding.ts";
import { DEFAULT_STATUS_TEMPLATES } from "./status-message.ts";

/** What may stand in a template, in braces. */
const OTP_PLACES = { code: "numeric", minutes: "numeric" } as const satisfies Readonly<Record<string, PlaceType>>;
/** The same with the desk's name. */
const DESK_PLACES = { ...OTP_PLACES, desk: "alphanumeric" } as const satisfies Readonly<Record<string, PlaceType>>;

/** Short on purpose: with eight digits each of them is one segment. */
export const DEFAULT_OTP_TEMPLATES: Templates = {
  bn: "{code} আপনার টিকাকরণ যাচাইয়ের কোড। {minutes} মিনিট চলবে। কাউকে বলবেন না।",
  hi: "{code} आपका टीकाकरण सत्यापन कोड है। {minutes} मिनट तक वैध। किसी को न बताएं।",
  en: "{code} is your code for your vaccination status, valid for {minutes} min. Never share it with anyone.",
};

/** Who asked, and whom alone to tell: the code is said aloud, so "never share" would be untrue. Two segments of UCS-2, three in Hindi with the longest name. */
export const DEFAULT_DESK_TEMPLATES: Templates = {
  bn: "{code} টিকার কাগজের কোড, চেয়েছে {desk}। শুধু ওখানে সামনে বসা কর্মীকে বলুন, আর কাউকে নয়। {minutes} মিনিট চলবে।",
  hi: "{code} टीके के कागज़ का कोड, {desk} ने माँगा है। सिर्फ़ वहाँ सामने बैठे कर्मचारी को बताएँ, और किसी को नहीं। {minutes} मिनट मान्य।",
  en: "{code} is your vaccination paper code, asked for by {desk}. Tell it only to the helper in front of you there, nobody else. Valid {minutes} min.",
};

/** How texts are made, for all messages of an issuer. */
export type MessageRules = {
  readonly templates: Templates;
  /** Of codes that a help desk asked for. */
  readonly deskTemplates: Templates;
  /** Of the message after a confirmation (status-message.ts). */
  readonly statusTemplates: Templates;
  /**
   * Host of the citizen pages, for the last line `@host #code` by which a browser offers the code to that page alone (WICG
   * "Origin-bound one-time codes delivered via SMS"); null for none.
   */
  readonly webOtpHost: string | null;
};

/** Plain messages: no page of ours waits for the code. */
export const DEFAULT_MESSAGE_RULES: MessageRules = {
  templates: DEFAULT_OTP_TEMPLATES,
  deskTemplates: DEFAULT_DESK_TEMPLATES,
  statusTemplates: DEFAULT_STATUS_TEMPLATES,
  webOtpHost: null,
};

type OtpMessageContext = {
  readonly language: MessageLanguage;
  readonly lifeSeconds: number;
  readonly rules?: MessageRules;
  /** Name of the help desk that asked. */
  readonly desk?: string;
};

/** The text of an OTP message. `lifeSeconds` is rounded down to whole minutes, at least one. */
export function otpMessageText(code: string, context: OtpMessageContext): string {
  const { language, lifeSeconds, rules = DEFAULT_MESSAGE_RULES, desk } = context;
  const minutes = String(Math.max(1, Math.floor(lifeSeconds / 60)));
  const values = { code, minutes, ...(desk === undefined ? {} : { desk }) };
  return fillMessage(wholeTemplate(language, rules, desk !== undefined), values);
}

/** No page waits on the phone of a person at a desk: nothing there may offer the code to one. */
function wholeTemplate(
  language: MessageLanguage,
  { templates, deskTemplates, webOtpHost }: MessageRules,
  isAtDesk: boolean,
): string {
  if (isAtDesk) return deskTemplates[language];
  return templates[language] + (webOtpHost === null ? "" : `\n@${webOtpHost} #{code}`);
}

/** The template as it is registered on the DLT; `isAtDesk`: of codes that a help desk asked for. */
export function registeredForm(
  language: MessageLanguage,
  rules: MessageRules,
  { isAtDesk = false }: { readonly isAtDesk?: boolean } = {},
): string {
  return registeredTemplate(wholeTemplate(language, rules, isAtDesk), DESK_PLACES);
}

/** Characters of a template: three segments of UCS-2 less the WebOTP line. An OTP that takes more parts arrives late. */
const MAX_TEMPLATE_LENGTH = 160;

/** Whether a text can serve as a template: as isMessageTemplate says, and the code within the first 40 characters, which a lock screen shows. */
export function isOtpTemplate(text: string): boolean {
  const rule = { places: Object.keys(OTP_PLACES), once: ["code"], maxLength: MAX_TEMPLATE_LENGTH };
  return isMessageTemplate(text, rule) && text.indexOf("{code}") < 40;
}

/** The same of a text that names the desk, as it must. */
export function isDeskTemplate(text: string): boolean {
  const rule = { places: Object.keys(DESK_PLACES), once: ["code", "desk"], maxLength: MAX_TEMPLATE_LENGTH };
  return isMessageTemplate(text, rule) && text.indexOf("{code}") < 40;
}

/** What a message of this language will be on the air, with a code of so many digits. */
export function otpMessageSize(
  language: MessageLanguage,
  {
    digits,
    lifeSeconds,
    rules,
    desk,
  }: {
    readonly digits: number;
    readonly lifeSeconds: number;
    readonly rules: MessageRules;
    readonly desk?: string;
  },
): SmsSize {
  const context = { language, lifeSeconds, rules, ...(desk === undefined ? {} : { desk }) };
  return smsSizeOf(otpMessageText("0".repeat(digits), context));
}
