// The message that a person gets once their code is confirmed, at a desk or on somebody else's computer: the status in words, until when,
// and a link for a printer (print-link.ts). It goes to the number that was just proven and nowhere else. No name is in it: the gateway learns
// a number and a status, and on a family's telephone the person has just asked.

import { calendarDateAt } from "./calendar-date.ts";
import { hashMobile } from "./enrolment.ts";
import {
  fillMessage,
  isMessageTemplate,
  type PlaceType,
  registeredTemplate,
  type Templates,
} from "./message-template.ts";
import { type MobileNumber, type MobilePolicy, parseMobileNumber } from "./mobile-number.ts";
import { type ConfirmedChallenge, drawMessageId } from "./otp-challenge.ts";
import type { KeyedHash, MessageLanguage, MessageSender, PrintLinkStore, RandomSource } from "./ports.ts";
import { offerPrintLink, PRINT_LINK_SECONDS } from "./print-link.ts";
import { type Refusal, refusal } from "./refusal.ts";

const STATUS_PLACES = {
  status: "alphanumeric",
  date: "alphanumeric",
  days: "numeric",
  link: "url",
} as const satisfies Readonly<Record<string, PlaceType>>;

/** One segment of GSM-7, two of UCS-2 with a link of fifty characters. */
export const DEFAULT_STATUS_TEMPLATES: Templates = {
  bn: "টিকার অবস্থা: {status}। {date} পর্যন্ত চলবে। {days} দিনের মধ্যে ছাপাতে: {link}",
  hi: "टीके की स्थिति: {status}। {date} तक मान्य। {days} दिन के अंदर छापने के लिए: {link}",
  en: "Vaccination status: {status}. Valid until {date}. Print it on any computer within {days} days: {link}",
};

/** Characters of a template: with the link three segments of UCS-2. */
const MAX_TEMPLATE_LENGTH = 160;
const DAY = 86_400;

/** Whether a text can serve as a template of the status: status, date and link stand in it. */
export function isStatusTemplate(text: string): boolean {
  const rule = { places: Object.keys(STATUS_PLACES), once: ["status", "date", "link"], maxLength: MAX_TEMPLATE_LENGTH };
  return isMessageTemplate(text, rule);
}

/** The template as it is registered on the DLT. */
export function registeredStatusForm(language: MessageLanguage, templates: Templates): string {
  return registeredTemplate(templates[language], STATUS_PLACES);
}

/** What a status message says. */
export type StatusText = {
  /** In the person's language. */
  readonly status: string;
  readonly exp: number;
  readonly link: string;
};

/** The text of a status message; the day as India writes it, in the authority's zone. */
export function statusMessageText(
  { status, exp, link }: StatusText,
  context: { readonly language: MessageLanguage; readonly templates: Templates; readonly utcOffsetMinutes: number },
): string {
  const date = calendarDateAt(exp, context.utcOffsetMinutes).split("-").reverse().join("-");
  const days = String(PRINT_LINK_SECONDS / DAY);
  return fillMessage(context.templates[context.language], { status, date, days, link });
}

/** The link to be sent: the pages' address and the code behind "#", which browsers send to no server. */
export function printAddress(origin: string, code: string): string {
  return `${origin}/p#${code}`;
}

/** The number as typed where it is the one that was confirmed. Codes: MOBILE_…, MOBILE_NOT_CONFIRMED. */
export async function confirmedMobile(
  typed: string,
  { mobileHash }: { readonly mobileHash: string },
  { hash, mobiles }: { readonly hash: KeyedHash; readonly mobiles: MobilePolicy },
): Promise<{ readonly ok: true; readonly mobile: MobileNumber } | Refusal> {
  const number = parseMobileNumber(typed, mobiles);
  if (!number.ok) return number;
  return (await hashMobile(number.mobile, hash)) === mobileHash ? number : refusal("MOBILE_NOT_CONFIRMED");
}

/**
 * Sends the status once for a confirmation: false where it was sent before. `mobile` has been found to be the confirmed one
 * (`confirmedMobile`): stores know no number. After a crash between link and message there is none; the paper is in hand. Rejects with PortError OTP_NOT_SENT, having ended the link, so that it may be tried again.
 */
export async function sendStatus(
  about: {
    readonly confirmed: ConfirmedChallenge;
    readonly mobile: MobileNumber;
    readonly certificateId: string;
    readonly status: string;
    readonly exp: number;
    readonly language: MessageLanguage;
  },
  ports: {
    readonly printLinks: PrintLinkStore;
    readonly sender: MessageSender;
    readonly hash: KeyedHash;
    readonly random: RandomSource;
  },
  rules: {
    readonly now: number;
    readonly templates: Templates;
    readonly utcOffsetMinutes: number;
    /** Where people reach the pages, such as https://status.example.in. */
    readonly origin: string;
  },
): Promise<boolean> {
  const { confirmed, mobile, certificateId, status, exp, language } = about;
  const { challengeId } = confirmed;
  const code = await offerPrintLink({ certificateId, challengeId, mobile, exp }, ports, { now: rules.now });
  if (code === null) return false;
  const link = printAddress(rules.origin, code);
  try {
    await ports.sender.send({
      kind: "status",
      messageId: drawMessageId(ports.random),
      to: mobile,
      text: statusMessageText({ status, exp, link }, { language, ...rules }),
      code: "",
      desk: "",
      language,
      validSeconds: DAY,
    });
  } catch (error) {
    await ports.printLinks.end(challengeId);
    throw error;
  }
  return true;
}
