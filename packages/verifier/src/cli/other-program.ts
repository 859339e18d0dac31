// Another program as an implementation: it is started once, gets one question a line, and answers each with one line before it
// gets the next (docs/conformance.md). Whatever it writes, however slow or dead it is, every vector comes to a result.

import { type ChildProcess, spawn } from "node:child_process";
import { AnswerMissing, type Implementation } from "@mohor/verifier/replay";
import { readLines } from "./read-lines.ts";

/** Characters of an answer: the largest honest one, with intermediates of 640 bytes in hex, is below 8,000. */
const MAX_ANSWER_LENGTH = 65_536;

/** A program that answers, until it is ended. */
export type OtherProgram = Implementation & { readonly end: () => Promise<void> };

/** Starts `command` by the shell; its standard error is shown as it comes. `answerMilliseconds` is what one answer may take. */
export function startProgram(command: string, { answerMilliseconds }: { answerMilliseconds: number }): OtherProgram {
  // A process group of its own, so that what the shell has started ends with it.
  const child = spawn(command, { shell: true, detached: true, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(`the program cannot be started (${(error as NodeJS.ErrnoException).code})`));
    child.on("exit", (status, signal) => resolve(`the program has ended (${signal ?? `status ${status}`})`));
  });
  // A program that has ended no longer reads; that it has ended is told by `ended`.
  child.stdin.on("error", () => {});
  const lines = readLines(child.stdout, MAX_ANSWER_LENGTH);

  return {
    name: command,
    async answer(id, question) {
      child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
      const line = await lineOrReason(lines, ended, answerMilliseconds);
      return answerOf(line, id);
    },
    async end() {
      child.stdin.end();
      await Promise.race([ended, wait(answerMilliseconds)]);
      endGroup(child);
    },
  };
}

async function lineOrReason(
  lines: AsyncGenerator<string>,
  ended: Promise<string>,
  milliseconds: number,
): Promise<string> {
  const line = lines.next().then(({ done, value }) => (done ? ended.then(missing) : (value as string)));
  return Promise.race([line, wait(milliseconds).then(() => missing(`no answer within ${milliseconds} ms`))]);
}

function answerOf(line: string, id: string): unknown {
  let answer: { readonly id?: unknown } | null;
  try {
    answer = JSON.parse(line);
  } catch {
    return missing("the line that was written is no JSON");
  }
  if (typeof answer !== "object" || answer?.id !== id) return missing("the answer does not repeat the question's id");
  const { id: _, ...rest } = answer;
  return rest;
}

function missing(why: string): never {
  throw new AnswerMissing(why);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nobody is left in the group: all have ended by themselves.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
