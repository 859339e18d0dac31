// Our verifier with every engine, and the independent one in Python, asked the same question at the same time.

import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createRespondent, type Question, type ReadPicture } from "@mohor/verifier/replay";
import { startProgram } from "../../packages/verifier/src/cli/other-program.ts";
import { osTool } from "../../test-support/os-tool.ts";
import { createUnanimousEngine, type UnanimousEngine } from "./unanimous-engine.ts";

/** Both answers to a question, as plain JSON. */
export type BothAnswers = { readonly ours: unknown; readonly theirs: unknown; readonly agree: boolean };

/** Two verifiers. */
export type Pair = {
  readonly engine: UnanimousEngine;
  /**
   * Ours is computed before this returns, theirs meanwhile. The next may be asked before the answer is there, up to some dozens: Python reads
   * line by line, and questions wait in its pipe. So neither of the two waits for the other.
   */
  readonly ask: (question: Question) => Promise<BothAnswers>;
  readonly end: () => Promise<void>;
};

/** Questions after which opened trust is let go: changed bundles are all different. */
const KEPT_QUESTIONS = 1_000;

/** Starts Python, with its packages installed first where they are missing. Without `readPicture` ours finds nothing in pictures. */
export async function startPair({ readPicture }: { readonly readPicture?: ReadPicture } = {}): Promise<Pair> {
  for (const tool of ["python3-cbor2", "python3-cryptography", "zbarimg"] as const) await osTool(tool);
  const folder = fileURLToPath(new URL("python", import.meta.url));
  const python = startProgram(`/usr/bin/python3 -B '${folder}' conformance`, { answerMilliseconds: 300_000 });
  const engine = createUnanimousEngine();
  const freshRespondent = () => createRespondent({ engine, readPicture: readPicture ?? (async () => ({})) });
  let respond = freshRespondent();
  let asked = 0;
  return {
    engine,
    async ask(question) {
      if (++asked % KEPT_QUESTIONS === 0) respond = freshRespondent();
      const theirAnswer = python.answer("", question);
      const ourAnswer = respond(question);
      const [ours, theirs] = [JSON.parse(JSON.stringify(await ourAnswer)), await theirAnswer];
      return { ours, theirs, agree: isDeepStrictEqual(ours, theirs) };
    },
    end: () => python.end(),
  };
}

/** What an answer comes to, in a word: a code, or an outcome. */
export function outcomeOf(answer: unknown): string {
  const { verdict, code, outcomes } = answer as {
    readonly verdict?: { readonly outcome: string; readonly code?: string };
    readonly code?: string;
    readonly outcomes?: readonly string[];
  };
  return verdict?.code ?? verdict?.outcome ?? code ?? outcomes?.[0] ?? "documents";
}
