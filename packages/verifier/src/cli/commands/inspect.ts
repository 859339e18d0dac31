// `inspect INPUT…`: what a code says, verified by nobody, and said so.

import { type Command, createCommand, EXIT_STATUS, formatInstant, languageOption } from "@mohor/command-line";
import { CODES } from "@mohor/schema";
import { type Language, TEXTS, WORDS } from "@mohor/schema/texts";
import { type Inspection, inspect } from "@mohor/verifier";
import { type JudgeFlags, languageOfFlags } from "../judge.ts";
import { readInputs } from "../read-inputs.ts";

/** The command. Exit status: 0 where all could be taken apart, else that of the last code. */
export function inspectCommand(): Command {
  return createCommand("mohor-verifier", "inspect", "show what a code says without verifying it")
    .argument("<input...>", "picture (PNG, JPEG, WebP), file with a QR text, QR text itself, or - for standard input")
    .option("--json", "one JSON object for each code")
    .addOption(languageOption())
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const language = languageOfFlags(flags);
      for await (const { input, text } of readInputs(inputs)) {
        const inspection = typeof text === "string" ? inspect(text) : { ok: false as const, code: text.code };
        if (inspection.ok) {
          const { unverified } = inspection.value;
          process.stdout.write(
            flags.json ? `${JSON.stringify({ input, unverified })}\n` : inspectionLines(input, unverified, language),
          );
        } else {
          const { code } = inspection;
          const { text: reason, hint } = TEXTS[language][code];
          process.stdout.write(
            flags.json
              ? `${JSON.stringify({ input, code })}\n`
              : `${input}\n  ${reason} [${code}]\n  ${WORDS[language].hint}: ${hint}\n`,
          );
          process.exitCode = CODES[code].exitStatus;
        }
      }
      process.exitCode ??= EXIT_STATUS.OK;
    });
}

function inspectionLines(input: string, inspection: Inspection, language: Language): string {
  const words = WORDS[language];
  const { claims } = inspection;
  const lines = [
    `${words.unverified}`,
    `input: ${input}`,
    `alg: ${inspection.alg}`,
    `kid: ${inspection.kid}`,
    ...(inspection.cti === undefined ? [] : [`cti: ${inspection.cti}`]),
    ...(claims.ok
      ? [
          `claims: ${JSON.stringify(claims.value)}`,
          `iat: ${formatInstant(claims.value.iat)}`,
          `exp: ${formatInstant(claims.value.exp)}`,
        ]
      : [`claims: ${TEXTS[language][claims.code].text} [${claims.code}]`]),
    `token: ${inspection.coseSign1}`,
  ];
  return `${lines.join("\n")}\n`;
}
