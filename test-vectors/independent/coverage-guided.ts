// A coverage-guided fuzzer over everything that decides a verdict: questions are changed, and those that reach a block of our code that
// none has reached before, or reach one more often by a power of two, are kept and changed further. Each is answered by every engine and by
// the independent verifier in Python, and they must answer alike. Blocks are counted by V8 itself, through node:inspector; nothing is
// instrumented and nothing installed.
//
//     node test-vectors/independent/coverage-guided.ts (--executions N | --seconds N) [--seed N] [--vectors N]
//
// It begins with every vector that asks for no picture, or with so many of them.
// Exit status 1 where they disagree; each such question is printed whole, to become a vector.

import { type Profiler, Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Question, questionOf } from "@mohor/verifier/replay";
import fc from "fast-check";
import { readVectors } from "../../packages/verifier/src/cli/read-vectors.ts";
import { seededRandom } from "../../test-support/seeded-random.ts";
import { createTally } from "../../test-support/tally.ts";
import { type Mutation, mutated, mutation } from "./mutations.ts";
import { outcomeOf, startPair } from "./pair.ts";

/** What decides a verdict; the tables of code points and texts for people count as well as any other code. */
const GUIDING = /\/packages\/(?:schema|verifier)\/src\/[^/]+\.ts$/;

/** How many of the newest questions get half of the changes: what has just reached something new has new neighbours. */
const NEWEST = 50;

/** Questions on their way to Python at a time. */
const WINDOW = 25;

/** Seconds between lines that say how far it is. */
const REPORT_SECONDS = 60;

const { values } = parseArgs({
  options: {
    executions: { type: "string", default: "Infinity" },
    seconds: { type: "string", default: "Infinity" },
    seed: { type: "string", default: "1" },
    vectors: { type: "string", default: "Infinity" },
  },
});
const [executions, seconds, vectors] = [values.executions, values.seconds, values.vectors].map(Number) as [
  number,
  number,
  number,
];
const seed = Number(values.seed);
if (
  !(Math.min(executions, seconds, vectors) > 0 && Math.min(executions, seconds) < Infinity && Number.isInteger(seed))
) {
  process.stderr.write("coverage-guided.ts (--executions N | --seconds N) [--seed N] [--vectors N]\n");
  process.exit(2);
}

const session = new Session();
session.connect();
await session.post("Profiler.enable");

/** Block, and the power of two of how often one question reached it. */
const reached = new Set<string>();
const blocks = new Set<string>();

/** Notes what was executed since the last call; whether anything of it is new. */
async function reachesNew(): Promise<boolean> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const before = reached.size;
  for (const { url, functions } of result as Profiler.ScriptCoverage[]) {
    if (!GUIDING.test(url)) continue;
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        if (count === 0) continue;
        const block = `${url} ${startOffset} ${endOffset}`;
        blocks.add(block);
        reached.add(`${block} ${Math.floor(Math.log2(count))}`);
      }
    }
  }
  return reached.size > before;
}

function* mutations(): Generator<Mutation> {
  for (let round = seed; ; round += 1) yield* fc.sample(mutation, { numRuns: 1_000, seed: round });
}

/** What one question brings is put into another: a text before other trust, documents before another state. */
function crossed(question: Question, other: Question): Question {
  if (question.ask === "verdict" && other.ask === "verdict") return { ...other, qrText: question.qrText };
  if (question.ask === "acceptance" && other.ask === "acceptance")
    return { ...other, documents: [...question.documents, ...other.documents].slice(0, 12) };
  return question;
}

const asking = (await readVectors(fileURLToPath(new URL("..", import.meta.url))))
  .map(questionOf)
  .filter(({ ask }) => ask !== "texts");
// Evenly over the layers, so that a short run meets each.
const stride = Math.max(1, Math.floor(asking.length / vectors));
const corpus = asking.filter((_, i) => i % stride === 0);
const seeds = corpus.length;
const random = seededRandom(seed);
const changes = mutations();
const draw = (): Question => {
  const isNew = random() < 0.5 && corpus.length > seeds;
  const from = isNew ? Math.max(seeds, corpus.length - NEWEST) : 0;
  return corpus[from + Math.floor(random() * (corpus.length - from))] as Question;
};

function next(): Question {
  let question = draw();
  if (random() < 0.1) question = crossed(question, draw());
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    question = mutated(question, changes.next().value as Mutation);
  }
  return question;
}

const pair = await startPair();
const onTheirWay = new Set<Promise<void>>();
const outcomes = createTally();
let disagreements = 0;

/** Whether the question reaches anything new. What Python answers to it may come later. */
async function execute(question: Question): Promise<boolean> {
  const asked = compare(question).finally(() => onTheirWay.delete(asked));
  onTheirWay.add(asked);
  const isNew = await reachesNew();
  if (onTheirWay.size >= WINDOW) await Promise.race(onTheirWay);
  return isNew;
}

async function compare(question: Question): Promise<void> {
  const { theirs, agree } = await pair.ask(question);
  outcomes.add(outcomeOf(theirs));
  if (agree) return;
  disagreements++;
  process.stdout.write(`coverage-guided: they disagree on ${JSON.stringify(question)}\n`);
}

await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
for (const question of corpus) await execute(question);
const atSeeds = blocks.size;
const told = () =>
  `${corpus.length - seeds} kept beside ${seeds} vectors, ${blocks.size} blocks reached, ${blocks.size - atSeeds} of them by no vector, ` +
  `${reached.size} with their counts`;

const begun = process.hrtime.bigint();
const elapsed = () => Number(process.hrtime.bigint() - begun) / 1e9;
let executed = 0;
let reported = 0;
while (executed < executions && elapsed() < seconds) {
  const question = next();
  executed++;
  if (await execute(question)) corpus.push(question);
  if (elapsed() - reported < REPORT_SECONDS) continue;
  reported = elapsed();
  process.stdout.write(`coverage-guided: ${executed} executions in ${Math.round(reported)} s, ${told()}\n`);
}

await Promise.all(onTheirWay);
const { equations, held, differences } = await pair.engine.settle();
for (const difference of differences) process.stdout.write(`coverage-guided: engines differ: ${difference}\n`);
disagreements += differences.length;
process.stdout.write(
  `coverage-guided: ${executed} executions from seed ${seed}, ${told()}; ${equations} different equations, ${held} of them true, by each of ` +
    `${pair.engine.names.join(", ")}; ${disagreements} disagreements with the independent verifier and between engines (${outcomes.text()})\n`,
);
await pair.end();
process.exit(disagreements === 0 ? 0 : 1);
