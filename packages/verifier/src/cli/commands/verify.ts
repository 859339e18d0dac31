// `verify INPUT…`: a verdict on each certificate.

import { type Command, createCommand, EXIT_STATUS } from "@mohor/command-line";
import { CODES } from "@mohor/schema";
import { createJudge, decidingCode, type JudgeFlags, judge, languageOfFlags, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";
import { INPUTS, readInputs } from "../read-inputs.ts";
import { verdictLines } from "../verdict-lines.ts";

// With several inputs: what could not be read outweighs what is wrong, and that what could not be decided.
const GRAVEST_FIRST = [EXIT_STATUS.IO, EXIT_STATUS.INVALID, EXIT_STATUS.UNDECIDED, EXIT_STATUS.OK] as const;

/** The command. Exit status: that of the gravest judgement. */
export function verifyCommand(): Command {
  return judgeOptions(
    createCommand("mohor-verifier", "verify", "say whether certificates are genuine and valid, offline"),
  )
    .argument("<input...>", INPUTS)
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const by = await createJudge(flags);
      const language = languageOfFlags(flags);
      const statuses = new Set<number>();
      for await (const { input, text } of readInputs(inputs)) {
        const judgement = judge(input, text, by);
        const lines = flags.json ? `${toJson(judgement)}\n` : verdictLines(judgement, language, process.stdout);
        process.stdout.write(lines);
        const code = decidingCode(judgement);
        statuses.add(code === null ? EXIT_STATUS.OK : CODES[code].exitStatus);
      }
      process.exitCode = GRAVEST_FIRST.find((status) => statuses.has(status)) ?? EXIT_STATUS.OK;
    });
}
