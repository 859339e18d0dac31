// `verify INPUT…`: a verdict on each certificate.

import { type Command, createCommand, languageOfFlags } from "@mohor/command-line";
import type { Code } from "@mohor/schema";
import { gravestStatus } from "../gravest-status.ts";
import { createJudge, decidingCode, type JudgeFlags, judge, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";
import { INPUTS, readInputs } from "../read-inputs.ts";
import { verdictLines } from "../verdict-lines.ts";

/** The command. Exit status: that of the gravest judgement. */
export function verifyCommand(): Command {
  return judgeOptions(
    createCommand("mohor-verifier", "verify", "say whether certificates are genuine and valid, offline"),
  )
    .argument("<input...>", INPUTS)
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const by = await createJudge(flags);
      const language = languageOfFlags(flags);
      const codes: (Code | null)[] = [];
      for await (const { input, text } of readInputs(inputs)) {
        const judgement = judge(input, text, by);
        const lines = flags.json ? `${toJson(judgement)}\n` : verdictLines(judgement, language, process.stdout);
        process.stdout.write(lines);
        codes.push(decidingCode(judgement));
      }
      process.exitCode = gravestStatus(codes);
    });
}
