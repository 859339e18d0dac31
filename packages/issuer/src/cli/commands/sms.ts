// `sms check` and `sms try`: what people will get, before they get it.

import { type Command, languageOfFlags, nowOf } from "@mohor/command-line";
import { toHex } from "@mohor/schema";
import { LANGUAGES, type Language, WORDS } from "@mohor/schema/texts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { templateIdsFor } from "../../adapters/sms-gateway.ts";
import { INDIA_ONLY, parseMobileNumber } from "../../domain/mobile-number.ts";
import { DEFAULT_OTP_POLICY } from "../../domain/otp-limits.ts";
import { type MessageRules, otpMessageSize, otpMessageText, registeredForm } from "../../domain/otp-message.ts";
import type { MessageKind } from "../../domain/ports.ts";
import { smsSizeOf } from "../../domain/sms-encoding.ts";
import { printAddress, registeredStatusForm, statusMessageText } from "../../domain/status-message.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { type OpenSmsSender, openSmsSender } from "../sms-sender.ts";

const MESSAGE_KINDS: readonly MessageKind[] = ["code", "desk-code", "status"];

/** As long as a desk's name may be. */
const EXAMPLE_DESK = "Kendra 17, Barasat, North 24 P";

type TryFlags = CommonFlags & { readonly mobile: string };

export function smsCommand(): Command {
  return issuerGroup("sms", "the messages that carry codes", [
    issuerCommand(
      "sms",
      "check",
      "check sms.json and show each text, its form for registration, and the parts it costs",
    ).action(action(check)),
    issuerCommand("sms", "try", "send one message with a code of zeros, which confirms nothing")
      .requiredOption("--mobile <number>", "where to")
      .action(action(tryOut)),
  ]);
}

/** The sender of an open data directory; what gateways answer goes to standard error without numbers and texts. */
export function openSmsSenderOf({ directory, hash }: OpenIssuer, now: number): OpenSmsSender {
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  return openSmsSender(directory.sms, {
    environment: process.env,
    hash,
    now: () => now,
    write: note,
    onEvent: ({ gateway, outcome, reason }) => {
      if (outcome !== "accepted") note(`sms: ${gateway}: ${outcome}${reason === undefined ? "" : ` (${reason})`}`);
    },
  });
}

async function check(flags: CommonFlags): Promise<void> {
  const { texts, gateways } = await withIssuer(flags.dir, async (issuer) => {
    const { messages, settings } = openSmsSenderOf(issuer, nowOf(flags));
    const { otpDigits, utcOffsetMinutes } = issuer.settings;
    const context = { digits: otpDigits, utcOffsetMinutes, now: nowOf(flags), rules: messages };
    const carriers = settings?.gateways.map(({ name, kind, dlt }) => ({
      name,
      kind,
      carries: MESSAGE_KINDS.filter((each) => templateIdsFor(dlt, each) !== null),
    }));
    return {
      gateways: carriers ?? [{ name: "console", kind: "console", carries: MESSAGE_KINDS }],
      texts: MESSAGE_KINDS.flatMap((kind) => LANGUAGES.map((language) => exampleText(kind, language, context))),
    };
  });
  printResult(flags, { gateways, texts }, [
    ...gateways.map(
      ({ name, kind, carries }) => `gateway ${name}: ${kind}, carries ${carries.join(", ") || "nothing"}`,
    ),
    ...texts.flatMap(({ kind, language, text, registered, encoding, units, parts }) => [
      "",
      `${kind} ${language}: ${encoding}, ${units} of ${encoding === "gsm-7" ? "160" : "70"}, ${parts} ${parts === 1 ? "part" : "parts"}`,
      text,
      `to register: ${registered.replaceAll("\n", "\\n")}`,
    ]),
  ]);
}

/** The longest of each that a desk or a status may make, so that no part is a surprise on the bill. */
function exampleText(
  kind: MessageKind,
  language: Language,
  context: { digits: number; utcOffsetMinutes: number; now: number; rules: MessageRules },
) {
  const { digits, utcOffsetMinutes, now, rules } = context;
  const { lifeSeconds } = DEFAULT_OTP_POLICY;
  if (kind === "status") {
    const { statusTemplates: templates } = rules;
    const link = printAddress("https://status.example.in", "0".repeat(10));
    const about = { status: WORDS[language].status.partially, exp: now, link };
    const text = statusMessageText(about, { language, templates, utcOffsetMinutes });
    return { kind, language, text, registered: registeredStatusForm(language, templates), ...smsSizeOf(text) };
  }
  const desk = kind === "desk-code" ? { desk: EXAMPLE_DESK } : {};
  const text = otpMessageText("0".repeat(digits), { language, lifeSeconds, rules, ...desk });
  const registered = registeredForm(language, rules, { isAtDesk: kind === "desk-code" });
  return { kind, language, text, registered, ...otpMessageSize(language, { digits, lifeSeconds, rules, ...desk }) };
}

async function tryOut(flags: TryFlags): Promise<void> {
  const language = languageOfFlags(flags);
  await withIssuer(flags.dir, async (issuer) => {
    const { mobile } = orFail(parseMobileNumber(flags.mobile, INDIA_ONLY));
    const { sender, messages } = openSmsSenderOf(issuer, nowOf(flags));
    const { lifeSeconds } = DEFAULT_OTP_POLICY;
    const code = "0".repeat(issuer.settings.otpDigits);
    await sender.send({
      kind: "code",
      desk: "",
      messageId: toHex(webCryptoRandom.bytes(16)),
      to: mobile,
      text: otpMessageText(code, { language, lifeSeconds, rules: messages }),
      code,
      language,
      validSeconds: lifeSeconds,
    });
  });
  printResult(flags, { sent: true }, ["sent"]);
}
