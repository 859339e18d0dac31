// A question to the person at the machine: on a terminal asked and answered there, else answered by the first line of standard input.

import { createInterface } from "node:readline/promises";

/** The answer without blanks around it; empty where the input ends before one. The question goes to standard error. */
export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
  const abort = new AbortController();
  lines.once("close", () => abort.abort());
  try {
    return (await lines.question(question, { signal: abort.signal })).trim();
  } catch (error) {
    if (abort.signal.aborted) return "";
    throw error;
  } finally {
    lines.close();
  }
}
