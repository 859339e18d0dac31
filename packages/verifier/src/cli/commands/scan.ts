// `scan`: one QR text a line in, one JSON verdict a line out, until the input ends: for a scanner that types, or a turnstile.

import { createReadStream } from "node:fs";
import { type Command, createCommand, fileFailure } from "@mohor/command-line";
import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";
import { createJudge, type JudgeFlags, judge, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";
import { isQrTextArgument } from "../read-inputs.ts";
import { readLines } from "../read-lines.ts";

/** The command. Exit status 0 at the end of the input: the verdicts stand in the output. */
export function scanCommand(): Command {
  return judgeOptions(
    createCommand("mohor-verifier", "scan", "answer QR texts, one a line, with JSON verdicts, one a line"),
  )
    .argument("[input...]", "files of lines, or QR texts; by default - for standard input", ["-"])
    .action(async (inputs: string[], flags: JudgeFlags) => {
      const by = await createJudge(flags);
      for (const input of inputs) {
        let number = 0;
        for await (const line of linesOf(input)) {
          number++;
          process.stdout.write(`${toJson(judge(labelOf(input, number), line, by))}\n`);
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
    throw fileFailure(error, input);
  }
}

function labelOf(input: string, line: number): string {
  if (isQrTextArgument(input)) return "argument";
  return input === "-" ? `line ${line}` : `${input} line ${line}`;
}
