// Runs one of the two programs as a person does: a process of its own, its output and its exit status. For tests.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a finished program left. */
export type Finished = { readonly stdout: string; readonly stderr: string; readonly status: number | null };

/** What is given to the program beside its arguments. Languages are English unless the test says otherwise. */
export type Circumstances = {
  readonly stdin?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
};

// Types are stripped and modules compiled once, not by each of a test's many processes: a start takes a third of the time.
const COMPILE_CACHE = fileURLToPath(new URL("../.cache/compile", import.meta.url));

/** Runs `issuer` or `verifier` to its end. */
export function runProgram(
  program: "issuer" | "verifier",
  args: readonly string[],
  { stdin = "", environment = {}, directory }: Circumstances = {},
): Promise<Finished> {
  const main = fileURLToPath(new URL(`../packages/${program}/src/cli/main.ts`, import.meta.url));
  const { PATH, TMPDIR } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    // Nothing of the surroundings but what every process needs, so that a test means the same everywhere.
    env: {
      PATH,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      LANG: "C.UTF-8",
      TZ: "UTC",
      ...environment,
    },
    ...(directory === undefined ? {} : { cwd: directory }),
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  // A program that ends before it has read everything closes the pipe; that is its right.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ stdout, stderr, status }));
  });
}
