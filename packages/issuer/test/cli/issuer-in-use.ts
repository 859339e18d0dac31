// An issuer's data directory for command-line tests, and the commands on it as a person gives them.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, runProgram } from "../../../../test-support/run-program.ts";

export const PASSPHRASE = "a passphrase for tests";

/** 2026-09-21T14:13:20Z, the time at which the tests begin. */
export const START = 1_790_000_000;

/** A folder of its own with an `issuer` folder to be made inside; `remove` it afterwards. */
export type Workplace = {
  readonly directory: string;
  /** Runs an issuer's command at START plus `after` seconds, where it has a time; options may replace the passphrase. */
  readonly issuer: (
    args: readonly string[],
    after?: number,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<Finished>;
  readonly verifier: (args: readonly string[], after?: number) => Promise<Finished>;
  /** The code of the last message in the outbox. */
  readonly lastCode: () => string;
  readonly remove: () => void;
};

/** Whether a command goes by no time. */
function isTimeless(args: readonly string[]): boolean {
  return ["registry sample", "store migrate", "store backup", "store trail"].includes(args.slice(0, 2).join(" "));
}

export function createWorkplace(): Workplace {
  const directory = mkdtempSync(join(tmpdir(), "mohor-issuer-"));
  const outbox = join(directory, "outbox.jsonl");
  const at = (after: number) => ["--now", new Date((START + after) * 1000).toISOString()];
  return {
    directory,
    issuer: (args, after = 0, environment = {}) =>
      runProgram("issuer", [...args, ...(isTimeless(args) ? [] : at(after))], {
        directory,
        environment: { MOHOR_PASSPHRASE: PASSPHRASE, MOHOR_SMS_OUTBOX: outbox, ...environment },
      }),
    verifier: (args, after = 0) => runProgram("verifier", [...args, ...at(after)], { directory }),
    lastCode() {
      const message = readFileSync(outbox, "utf8").trimEnd().split("\n").at(-1) ?? "";
      const code = /\d{6}/.exec(JSON.parse(message).text)?.[0];
      if (code === undefined) throw new TypeError("the message holds no code");
      return code;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
