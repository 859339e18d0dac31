// `scan`: one QR text a line in, one JSON verdict a line out, until the input ends: for a scanner that types, or a turnstile.
// On a terminal a person reads the verdicts, so there they are told in words.

import { createReadStream } from "node:fs";
import { type Command, createCommand, fileFailure, languageOfFlags } from "@mohor/command-line";
import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";
import { WORDS } from "@mohor/schema/texts";
import { createJudge, type JudgeFlags, judge, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";
import { isQrTextArgument } from "../read-inputs.ts";
import { readLines } from "../read-lines.ts";
import { verdictLines } from "../verdict-lines.ts";

/** The command. Exit status 0 at the end of the input: the verdicts stand in the output. */
export function scanCommand(): Command {
  return judgeOptions(
    createCommand(
      "mohor-verifier",
      "scan",
      "answer QR texts, one a line, with JSON verdicts, one a line (in words on a terminal)",
    ),
  )
    .argument("[input...]", "files of lines, or QR texts; by default - for standard input", ["-"])
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const by = await createJudge(flags);
      const language = languageOfFlags(flags);
      const isTold = process.stdout.isTTY === true && flags.json !== true;
      if (isTold) process.stderr.write(`${WORDS[language].readyToScan}\n`);
      for (const input of inputs) {
        let number = 0;
        for await (const line of linesOf(input)) {
          number++;
          const judgement = judge(labelOf(input, number), line, by);
          const lines = isTold ? verdictLines(judgement, language, process.stdout) : `${toJson(judgement)}\n`;
          process.stdout.write(lines);
        }
      }
    });
}

async function* linesOf(input: string): AsyncGenerator<string> {
  if (isQrTextArgument(input)) {
    yield input;
    return;
  }
  try {
    yield* readLines(input === "-" ? process.stdin : createReadStream(input), MAX_LINK_TEXT_LENGTH + 1);
  } catch (error) {
    throw fileFailure(error, input, "read");
  }
}

function labelOf(input: string, line: number): string {
  if (isQrTextArgument(input)) return "argument";
  return input === "-" ? `line ${line}` : `${input} line ${line}`;
}
