// Asks an implementation the questions of vectors, one after the other, and holds its answers against them.

import { departuresOf } from "./departures.ts";
import { type Question, questionOf, type VectorFile } from "./vector.ts";

/** Whoever answers: this program with an engine, or another program. What it answers may be anything. */
export type Implementation = {
  readonly name: string;
  /** Rejects with AnswerMissing where no answer came. */
  readonly answer: (id: string, question: Question) => Promise<unknown>;
};

/** Why there is no answer: the other program ended, was too slow, or wrote what is no answer. */
export class AnswerMissing extends Error {}

/** What one vector came to: `unsupported` where the implementation says that it does not do this. */
export type ReplayResult = {
  readonly id: string;
  readonly title: string;
  readonly outcome: "agrees" | "departs" | "unsupported";
  readonly departures: readonly string[];
  readonly milliseconds: number;
};

/** The results of one implementation. */
export type Replay = { readonly implementation: string; readonly results: readonly ReplayResult[] };

/** Replays the vectors in order; `onResult` hears of each as it comes. */
export async function replay(
  files: readonly VectorFile[],
  implementation: Implementation,
  { clock, onResult }: { readonly clock: () => number; readonly onResult?: (result: ReplayResult) => void },
): Promise<Replay> {
  const results: ReplayResult[] = [];
  for (const file of files) {
    const begun = clock();
    const { outcome, departures } = await ask(file, implementation);
    const { id, vector } = file;
    const result = { id, title: vector.title, outcome, departures, milliseconds: clock() - begun };
    results.push(result);
    onResult?.(result);
  }
  return { implementation: implementation.name, results };
}

async function ask(
  file: VectorFile,
  implementation: Implementation,
): Promise<Pick<ReplayResult, "outcome" | "departures">> {
  try {
    const answer = await implementation.answer(file.id, questionOf(file));
    if (isUnsupported(answer)) return { outcome: "unsupported", departures: [] };
    const departures = departuresOf(file, answer);
    return { outcome: departures.length === 0 ? "agrees" : "departs", departures };
  } catch (error) {
    if (error instanceof AnswerMissing) return { outcome: "departs", departures: [error.message] };
    throw error;
  }
}

function isUnsupported(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && (answer as { unsupported?: unknown }).unsupported === true;
}
