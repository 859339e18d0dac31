// `scan`: one QR text a line in, one JSON verdict a line out, until the input ends: for a scanner that types, or a turnstile.

import { type Command, createCommand, nowOption } from "@mohor/command-line";
import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";
import { createJudge, type JudgeFlags, judge, toJson } from "../judge.ts";
import { readLines } from "../read-lines.ts";

/** The command. Exit status 0 at the end of the input: the verdicts stand in the output. */
export function scanCommand(): Command {
  return createCommand("mohor-verifier", "scan", "read QR texts line by line and answer each with a JSON verdict")
    .option("--trust <file>", "the issuing authority's signed trust bundle")
    .option("--policy <file>", "what this gate admits, as JSON")
    .addOption(nowOption())
    .option("--json", "JSON lines, which scan writes anyway")
    .action(async (flags: JudgeFlags) => {
      const by = await createJudge(flags);
      let number = 0;
      for await (const line of readLines(process.stdin, MAX_LINK_TEXT_LENGTH + 1)) {
        number++;
        process.stdout.write(`${toJson(judge(`line ${number}`, line, by))}\n`);
      }
    });
}
