// The status to the number that was just proven, for the routes after which it is sent: with its count, and where it is not offered.

import { type Language, WORDS } from "@mohor/schema/texts";
import type { Issued } from "../domain/issue-certificate.ts";
import type { ConfirmedChallenge } from "../domain/otp-challenge.ts";
import { DEFAULT_MESSAGE_RULES } from "../domain/otp-message.ts";
import { confirmedMobile, sendStatus } from "../domain/status-message.ts";
import { orProblem, Problem, problemOf } from "./problem.ts";
import type { Service } from "./service.ts";

/**
 * Sends it: true the first time, false where this confirmation has sent one before. Throws Problem STATUS_MESSAGE_NOT_OFFERED, MOBILE_…,
 * MOBILE_NOT_CONFIRMED, OTP_NOT_SENT (then it may be tried again).
 */
export async function sendStatusMessage(
  {
    confirmed,
    issued,
    mobile,
    language,
  }: {
    readonly confirmed: ConfirmedChallenge;
    readonly issued: Issued;
    /** As typed. */
    readonly mobile: string;
    readonly language: Language;
  },
  { stores, sender, hash, random, clock, rules, metrics }: Service,
): Promise<boolean> {
  const { publicOrigin: origin } = rules.service;
  if (origin === null) throw new Problem("STATUS_MESSAGE_NOT_OFFERED");
  const number = orProblem(await confirmedMobile(mobile, confirmed, { hash, mobiles: rules.otp.mobiles }));
  const { certificateId, exp } = issued.certificate;
  const status = WORDS[language].status[issued.claims.status];
  const { statusTemplates: templates } = rules.otp.messages ?? DEFAULT_MESSAGE_RULES;
  const { utcOffsetMinutes } = rules.issue;
  try {
    const isSent = await sendStatus(
      { confirmed, mobile: number.mobile, certificateId, status, exp, language },
      { printLinks: stores.printLinks, sender, hash, random },
      { now: clock.now(), templates, utcOffsetMinutes, origin },
    );
    metrics.outcome("status-message", isSent ? "ok" : "again");
    return isSent;
  } catch (error) {
    metrics.outcome("status-message", problemOf(error).code);
    throw error;
  }
}
