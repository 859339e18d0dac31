// Many confirmations of one code at once: in threads over one SQLite file, and in processes over one PostgreSQL. The long form, 100,000
// codes on each: MOHOR_TEST_EFFORT=667.

import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { startPostgres } from "../../../../test-support/postgres.ts";
import { createPostgresStore } from "../../src/adapters/store-postgres.ts";
import { createSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { type Acknowledged, type OpenRequest, openIssuingLoop } from "./issuing-loop.ts";
import type { RaceData } from "./race-worker.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-race-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKER = new URL("./race-worker.ts", import.meta.url);
const THREADS = 4;
const PROCESSES = 2;
const CODES = Math.round(150 * EFFORT);
/** Requests a round, so that a long run's codes stay within their ten minutes of the fixed clock and in memory. */
const CODES_PER_ROUND = 1_000;
/** Requests that a process begins at once: more than its connections, so that there is always one waiting. */
const CODES_AT_ONCE = 25;

/** Completes requests by several contenders at once; what each was told, in the order of the requests. */
type Race = (requests: readonly OpenRequest[]) => Promise<readonly (readonly Acknowledged[])[]>;

/** Goes through CODES codes; exactly one contender gets a new certificate for each, and all get the same bytes. */
async function expectOneWinnerEach(place: string, contenders: number, race: Race): Promise<void> {
  const loop = await openIssuingLoop(place);
  const texts = new Set<string>();
  for (let first = 0; first < CODES; first += CODES_PER_ROUND) {
    const people = Array.from({ length: Math.min(CODES_PER_ROUND, CODES - first) }, (_, at) => first + at);
    await loop.enrol(people);
    const requests: OpenRequest[] = [];
    for (const person of people) requests.push(await loop.request(person));
    const told = await race(requests);
    for (const [at, { challengeId }] of requests.entries()) {
      const answers = told.map((ofOne) => ofOne[at] as Acknowledged);
      expect(answers).toHaveLength(contenders);
      expect(new Set(answers.map(({ qrText }) => qrText)).size).toBe(1);
      expect(answers.filter(({ origin }) => origin === "new")).toHaveLength(1);
      expect(answers.filter(({ origin }) => origin === "again")).toHaveLength(contenders - 1);
      expect((await loop.stores.challenges.find(challengeId))?.attempts).toBe(1);
      texts.add((answers[0] as Acknowledged).qrText);
    }
  }
  expect(texts.size).toBe(CODES);
  await loop.stores.close();
}

describe("one code, confirmed several times at once, yields one certificate and the same bytes to all", () => {
  it(`in threads over one SQLite file (${CODES} codes, ${THREADS} threads)`, {
    timeout: 60_000 + CODES * 200,
  }, async () => {
    const place = join(folder, "store.sqlite");
    createSqliteStore(place);
    await expectOneWinnerEach(place, THREADS, (requests) => {
      const barrier = new SharedArrayBuffer(4);
      const workerData: RaceData = { place, requests, threads: THREADS, barrier };
      const threads = Array.from({ length: THREADS }, () => new Worker(WORKER, { workerData }));
      return Promise.all(
        threads.map(
          (thread) =>
            new Promise<readonly Acknowledged[]>((resolve, reject) => {
              thread.on("message", resolve);
              thread.on("error", reject);
            }),
        ),
      );
    });
  });

  it(`in processes over one PostgreSQL (${CODES} codes, ${PROCESSES} processes, ${CODES_AT_ONCE} codes at once in each)`, {
    timeout: 90_000 + CODES * 200,
  }, async () => {
    const postgres = await startPostgres();
    const processes: ChildProcess[] = [];
    try {
      await postgres.createDatabase("race");
      const place = postgres.url("race");
      await createPostgresStore(place);
      for (let count = 0; count < PROCESSES; count++) processes.push(fork(fileURLToPath(WORKER), [place]));
      await Promise.all(processes.map(nextMessage));
      await expectOneWinnerEach(place, PROCESSES, async (requests) => {
        const told: Acknowledged[][] = processes.map(() => []);
        for (let first = 0; first < requests.length; first += CODES_AT_ONCE) {
          const answers = processes.map(nextMessage);
          for (const process of processes) process.send(requests.slice(first, first + CODES_AT_ONCE));
          for (const [at, answer] of answers.entries()) told[at]?.push(...((await answer) as Acknowledged[]));
        }
        return told;
      });
    } finally {
      await Promise.all(processes.map(ended));
      await postgres.stop();
    }
  });
});

/** What the process says next; rejected when it ends without saying anything. */
function nextMessage(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a contender ended with ${code}`));
    process.once("exit", onExit);
    process.once("message", (message) => {
      process.off("exit", onExit);
      resolve(message);
    });
  });
}

/** Lets the process end, as it does when nobody is left to talk to. */
function ended(process: ChildProcess): Promise<unknown> {
  if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
  const exit = new Promise((resolve) => process.once("exit", resolve));
  process.disconnect();
  return exit;
}
