// Many confirmations of one code at once, in threads over one SQLite file. The long form, 100,000 codes: MOHOR_TEST_EFFORT=667.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { createSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { type Acknowledged, openIssuingLoop } from "./issuing-loop.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-race-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const THREADS = 4;
const CODES = Math.round(150 * EFFORT);
/** Requests a round, so that a long run's codes stay within their ten minutes of the fixed clock and in memory. */
const CODES_PER_ROUND = 1_000;

function race(path: string, requests: readonly object[]): Promise<Acknowledged[]>[] {
  const barrier = new SharedArrayBuffer(4);
  return Array.from({ length: THREADS }, () => {
    const worker = new Worker(new URL("./race-worker.ts", import.meta.url), {
      workerData: { path, requests, threads: THREADS, barrier },
    });
    return new Promise((resolve, reject) => {
      worker.on("message", resolve);
      worker.on("error", reject);
    });
  });
}

describe("one code, confirmed in several threads at once", () => {
  it(`yields one certificate, and the same bytes to all (${CODES} codes, ${THREADS} threads)`, {
    timeout: 60_000 + CODES * 200,
  }, async () => {
    const path = join(folder, "store.sqlite");
    createSqliteStore(path);
    const loop = await openIssuingLoop(path);
    const texts = new Set<string>();
    for (let first = 0; first < CODES; first += CODES_PER_ROUND) {
      const people = Array.from({ length: Math.min(CODES_PER_ROUND, CODES - first) }, (_, at) => first + at);
      await loop.enrol(people);
      const requests = [];
      for (const person of people) requests.push(await loop.request(person));
      const told = await Promise.all(race(path, requests));
      for (const [at, { challengeId }] of requests.entries()) {
        const answers = told.map((ofThread) => ofThread[at] as Acknowledged);
        expect(new Set(answers.map(({ qrText }) => qrText)).size).toBe(1);
        expect(answers.filter(({ origin }) => origin === "new")).toHaveLength(1);
        expect(answers.filter(({ origin }) => origin === "again")).toHaveLength(THREADS - 1);
        expect((await loop.stores.challenges.find(challengeId))?.attempts).toBe(1);
        texts.add((answers[0] as Acknowledged).qrText);
      }
    }
    expect(texts.size).toBe(CODES);
    loop.stores.close();
  });
});
