// Implementations held against each other on questions near the vectors: the reference engine, the tables, node:crypto, and the
// independent verifier in Python. Whatever they are asked, they answer alike. `npm run soak:differential` asks 100,000 times.

import { fileURLToPath } from "node:url";
import { createTableEngine, referenceEngine } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { createRespondent, type VectorFile } from "@mohor/verifier/replay";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type OtherProgram, startProgram } from "../../packages/verifier/src/cli/other-program.ts";
import { readVectors } from "../../packages/verifier/src/cli/read-vectors.ts";
import { runs, SEED } from "../../test-support/effort.ts";
import { osTool } from "../../test-support/os-tool.ts";
import { type Mutation, mutated, mutation } from "./mutations.ts";

vi.setConfig({ testTimeout: 7_200_000 });

const { numRuns } = runs(200);
const readPicture = async () => ({});
const [native, ...pure] = [nodeCryptoEngine, referenceEngine, createTableEngine()].map((engine) => ({
  name: engine.name,
  respond: createRespondent({ engine, readPicture }),
}));
/** The slow engines, which share all but the equation with the native one, are asked each time out of so many. */
const PURE_EVERY = 20;
let files: readonly VectorFile[];
let python: OtherProgram;

beforeAll(async () => {
  for (const tool of ["python3-cbor2", "python3-cryptography"] as const) await osTool(tool);
  files = (await readVectors(fileURLToPath(new URL("..", import.meta.url)))).filter((file) => !("picture" in file));
  const folder = fileURLToPath(new URL("python", import.meta.url));
  python = startProgram(`/usr/bin/python3 -B '${folder}' conformance`, { answerMilliseconds: 120_000 });
}, 600_000);

afterAll(() => python.end());

it("all answer alike, whatever is changed in a vector", async () => {
  const counts = new Map<string, number>();
  const cases = fc.sample(fc.tuple(fc.nat(), mutation), { numRuns, seed: SEED });
  let pureCases = 0;
  for (const [number, [which, change]] of cases.entries()) {
    const file = files[which % files.length] as VectorFile;
    const question = mutated(file, change as Mutation);
    const theirs = await python.answer("", question);
    const asked = [native as (typeof pure)[number], ...(number % PURE_EVERY === 0 ? pure : [])];
    if (asked.length > 1) pureCases++;
    for (const { name, respond } of asked) {
      expect(JSON.parse(JSON.stringify(await respond(question))), `${name}: ${JSON.stringify(question)}`).toEqual(
        theirs,
      );
    }
    const outcome = outcomeOf(theirs);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const told = [...counts].toSorted(([, a], [, b]) => b - a).map(([outcome, count]) => `${outcome} ${count}`);
  process.stdout.write(
    `differential: ${cases.length} cases by node:crypto and the independent verifier, ${pureCases} of them by all engines, 0 disagreements (${told.join(", ")})\n`,
  );
  // The cases must reach deep: signed changes that are valid, and a good number of different codes.
  expect(counts.get("valid") ?? 0).toBeGreaterThan(0);
  expect(counts.size).toBeGreaterThan(20);
});

function outcomeOf(answer: unknown): string {
  const { verdict, code, outcomes } = answer as {
    readonly verdict?: { readonly outcome: string; readonly code?: string };
    readonly code?: string;
    readonly outcomes?: readonly string[];
  };
  return verdict?.code ?? verdict?.outcome ?? code ?? outcomes?.[0] ?? "documents";
}
