// `inspect INPUT…`: what a code says, verified by nobody, and said so.

import { type Command, createCommand, formatInstant, languageOfFlags, printable } from "@mohor/command-line";
import type { Code } from "@mohor/schema";
import { type Language, TEXTS, WORDS } from "@mohor/schema/texts";
import { type Inspection, inspect } from "@mohor/verifier";
import { gravestStatus } from "../gravest-status.ts";
import { createJudge, type JudgeFlags, type Judgement, judge, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";
import { INPUTS, readInputs } from "../read-inputs.ts";
import { verdictLines } from "../verdict-lines.ts";

/** The command. Exit status: 0 where all could be taken apart, else that of the gravest code. */
export function inspectCommand(): Command {
  return judgeOptions(createCommand("mohor-verifier", "inspect", "show what a code says without verifying it"))
    .argument("<input...>", INPUTS)
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const language = languageOfFlags(flags);
      // With trust the verdict is shown beside the content, and apart from it.
      const by = flags.trust === undefined ? null : await createJudge(flags);
      const codes: (Code | null)[] = [];
      for await (const { input, text } of readInputs(inputs)) {
        const inspection = typeof text === "string" ? inspect(text) : { ok: false as const, code: text.code };
        const judgement = by === null ? null : judge(input, text, by);
        codes.push(inspection.ok ? null : inspection.code);
        if (flags.json) process.stdout.write(`${inspectionJson(input, inspection, judgement)}\n`);
        else {
          process.stdout.write(
            inspection.ok
              ? inspectionLines(input, inspection.value.unverified, language)
              : refusalLines(input, inspection.code, language),
          );
          if (judgement !== null) process.stdout.write(verdictLines(judgement, language, process.stdout));
        }
      }
      process.exitCode = gravestStatus(codes);
    });
}

function inspectionJson(input: string, inspection: ReturnType<typeof inspect>, judgement: Judgement | null): string {
  const content = inspection.ok ? { unverified: inspection.value.unverified } : { code: inspection.code };
  return JSON.stringify({
    input,
    ...content,
    ...(judgement === null ? {} : { verdict: JSON.parse(toJson(judgement)) }),
  });
}

function refusalLines(input: string, code: Code, language: Language): string {
  const { text, hint } = TEXTS[language][code];
  return `${printable(input)}\n  ${text} [${code}]\n  ${WORDS[language].hint}: ${hint}\n`;
}

function inspectionLines(input: string, inspection: Inspection, language: Language): string {
  const words = WORDS[language];
  const { claims } = inspection;
  const lines = [
    `${words.unverified}`,
    `input: ${printable(input)}`,
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
