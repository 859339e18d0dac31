// Implementations held against each other on questions near the vectors: every engine of ours, and the independent verifier in Python.
// Whatever they are asked, they answer alike. `npm run soak:differential` asks 105,000 different questions.

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { type Question, questionOf } from "@mohor/verifier/replay";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readVectors } from "../../packages/verifier/src/cli/read-vectors.ts";
import { runs, SEED } from "../../test-support/effort.ts";
import { createTally } from "../../test-support/tally.ts";
import { mutated, mutation } from "./mutations.ts";
import { outcomeOf, type Pair, startPair } from "./pair.ts";

vi.setConfig({ testTimeout: 14_400_000 });

const { numRuns } = runs(300);

/** Questions on their way at a time. */
const WINDOW = 25;

/** Questions after which a long run says how far it is. */
const REPORT_EVERY = 2_500;

let questions: readonly Question[];
let pair: Pair;

beforeAll(async () => {
  const files = await readVectors(fileURLToPath(new URL("..", import.meta.url)));
  questions = files.map(questionOf).filter(({ ask }) => ask !== "texts");
  pair = await startPair();
}, 600_000);

afterAll(() => pair.end());

it("all answer alike, whatever is changed in a vector", async () => {
  const [kinds, outcomes] = [createTally(), createTally()];
  const disagreements: object[] = [];
  const different = differentQuestions();
  const ask = async (question: Question): Promise<void> => {
    const { ours, theirs, agree } = await pair.ask(question);
    kinds.add(question.ask);
    outcomes.add(outcomeOf(theirs));
    if (agree) return;
    // Told at once: of a long run nobody wants to wait for the end.
    process.stdout.write(`differential: they disagree on ${JSON.stringify(question)}\n`);
    disagreements.push({ question, ours, theirs });
  };
  for (let asked = 0; asked < numRuns; ) {
    const window = Array.from({ length: Math.min(WINDOW, numRuns - asked) }, () => different.next().value as Question);
    await Promise.all(window.map(ask));
    asked += window.length;
    if (asked % REPORT_EVERY === 0)
      process.stdout.write(`differential: ${asked} answered, ${disagreements.length} disagreements\n`);
  }
  const { equations, held, differences } = await pair.engine.settle();
  process.stdout.write(
    `differential: ${numRuns} different questions from seed ${SEED} (${kinds.text()}), answered by the independent verifier and by ours; in them ` +
      `${equations} different signature equations, ${held} of them true, computed by each of ${pair.engine.names.join(", ")}; ` +
      `${disagreements.length + differences.length} disagreements (${outcomes.text()})\n`,
  );
  expect({ disagreements, differences }).toEqual({ disagreements: [], differences: [] });
  // The cases must reach deep: signed changes that are valid, and a good number of different codes.
  expect(outcomes.of("valid")).toBeGreaterThan(0);
  expect(outcomes.size()).toBeGreaterThan(20);
});

/** Changed questions without an end, none twice and none that a vector asks itself. */
function* differentQuestions(): Generator<Question> {
  const seen = new Set(questions.map(digest));
  for (let seed = SEED; ; seed++) {
    for (const [which, change] of fc.sample(fc.tuple(fc.nat(), mutation), { numRuns: 1_000, seed })) {
      const question = mutated(questions[which % questions.length] as Question, change);
      const name = digest(question);
      if (seen.has(name)) continue;
      seen.add(name);
      yield question;
    }
  }
}

function digest(question: Question): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("base64");
}
