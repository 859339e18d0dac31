// `sms check` and `sms try`: what people will get, before they get it.

import { type Command, languageOfFlags, nowOf } from "@mohor/command-line";
import { toHex } from "@mohor/schema";
import { LANGUAGES } from "@mohor/schema/texts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { INDIA_ONLY, parseMobileNumber } from "../../domain/mobile-number.ts";
import { DEFAULT_OTP_POLICY } from "../../domain/otp-limits.ts";
import { otpMessageSize, otpMessageText, registeredForm } from "../../domain/otp-message.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { type OpenSmsSender, openSmsSender } from "../sms-sender.ts";

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
    const { lifeSeconds } = DEFAULT_OTP_POLICY;
    const digits = issuer.settings.otpDigits;
    return {
      gateways: settings?.gateways.map(({ name, kind }) => ({ name, kind })) ?? [{ name: "console", kind: "console" }],
      texts: LANGUAGES.map((language) => ({
        language,
        text: otpMessageText("0".repeat(digits), { language, lifeSeconds, rules: messages }),
        registered: registeredForm(language, messages),
        ...otpMessageSize(language, { digits, lifeSeconds, rules: messages }),
      })),
    };
  });
  printResult(flags, { gateways, texts }, [
    ...gateways.map(({ name, kind }) => `gateway ${name}: ${kind}`),
    ...texts.flatMap(({ language, text, registered, encoding, units, parts }) => [
      "",
      `${language}: ${encoding}, ${units} of ${encoding === "gsm-7" ? "160" : "70"}, ${parts} ${parts === 1 ? "part" : "parts"}`,
      text,
      `to register: ${registered.replaceAll("\n", "\\n")}`,
    ]),
  ]);
}

async function tryOut(flags: TryFlags): Promise<void> {
  const language = languageOfFlags(flags);
  await withIssuer(flags.dir, async (issuer) => {
    const { mobile } = orFail(parseMobileNumber(flags.mobile, INDIA_ONLY));
    const { sender, messages } = openSmsSenderOf(issuer, nowOf(flags));
    const { lifeSeconds } = DEFAULT_OTP_POLICY;
    const code = "0".repeat(issuer.settings.otpDigits);
    await sender.send({
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
