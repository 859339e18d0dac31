// kill -9 at random points, of processes that work on one store at the same time (docs/decisions/0010: nothing acknowledged is lost, nothing
// is done twice). The long form, 1,000 kills on each store: MOHOR_TEST_EFFORT=63.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EFFORT, SEED } from "../../../../test-support/effort.ts";
import { type Postgres, startPostgres } from "../../../../test-support/postgres.ts";
import { importRegistry } from "../../src/adapters/registry-csv.ts";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import { createPostgresStore } from "../../src/adapters/store-postgres.ts";
import { createSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { sampleRegistryCsv } from "../../src/sample/index.ts";
import { createPrng } from "../../src/sample/prng.ts";
import { expectOk, NOW, TEST_RULES, testHash } from "../issuer-fixture.ts";
import {
  type Acknowledged,
  type IssuingLoop,
  mobileOfPerson,
  type OpenRequest,
  openIssuingLoop,
} from "./issuing-loop.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-kill-"));
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Both stores: how an empty one is made, and how it is asked whether it is whole. */
const STORES = [
  {
    name: "SQLite",
    async create(name: string) {
      const path = join(folder, `${name}.sqlite`);
      createSqliteStore(path);
      return path;
    },
    async expectWhole(path: string) {
      const database = openSqliteDatabase(path);
      const integrity = database.get("PRAGMA integrity_check");
      const orphans = database.all("PRAGMA foreign_key_check");
      database.close();
      expect({ ...integrity, orphans }).toEqual({ integrity_check: "ok", orphans: [] });
    },
  },
  {
    name: "PostgreSQL",
    async create(name: string) {
      const url = postgres.url(name);
      await postgres.createDatabase(name);
      await createPostgresStore(url);
      return url;
    },
    async expectWhole(url: string) {
      // Checks every index against its table, and every page.
      const database = /@\/(\w+)/.exec(url)?.[1] ?? "";
      await postgres.run("pg_amcheck", "--install-missing", "--heapallindexed", "-d", database);
    },
  },
];

const WORKER = fileURLToPath(new URL("./kill-worker.ts", import.meta.url));
/** Processes at work at the same time; all are killed, each at a moment of its own. */
const WORKERS = 4;
const KILLS = Math.round(16 * EFFORT);
const IMPORT_KILLS = Math.round(3 * EFFORT);

/** More people than a worker serves before it is killed, and how many it serves at once. */
const PEOPLE_PER_RUN = 100;
const LANES = 2;

type Fact = { readonly open?: OpenRequest; readonly acknowledged?: Acknowledged };

/**
 * Starts a worker, kills it so many milliseconds after it has said so many things beside that it is ready, and gives back what it
 * had said. Counted in work first, so that a slow machine kills at the same points as a fast one.
 */
async function runUntilKilled(
  workerArguments: readonly string[],
  { facts: enough, milliseconds }: { readonly facts: number; readonly milliseconds: number },
): Promise<readonly Fact[]> {
  const worker = spawn(process.execPath, [WORKER, ...workerArguments], { stdio: ["ignore", "pipe", "pipe"] });
  const facts: Fact[] = [];
  let complaint = "";
  worker.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = new Promise<string | null>((resolve) => worker.on("close", (_code, signal) => resolve(signal)));
  try {
    for await (const line of createInterface({ input: worker.stdout })) {
      const fact = parsed(line);
      if (fact === null) continue;
      facts.push(fact);
      if (facts.length === enough + 1) setTimeout(() => worker.kill("SIGKILL"), milliseconds);
    }
    expect(await ended, complaint).toBe("SIGKILL");
  } finally {
    worker.kill("SIGKILL");
  }
  return facts;
}

/** A line that was cut by the kill says nothing. */
function parsed(line: string): Fact | null {
  try {
    return JSON.parse(line) as Fact;
  } catch {
    return null;
  }
}

describe.each(STORES)("issuing over $name, killed at random points", ({ create, expectWhole }) => {
  it(`loses nothing acknowledged, issues nothing twice, spends no code for nothing (${KILLS} kills)`, {
    timeout: 120_000 + KILLS * 6_000,
  }, async () => {
    const place = await create("issuing");
    const prng = createPrng(SEED);
    const given = new Map<string, string>();
    let served = 0;
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill += WORKERS) {
      const firsts = Array.from({ length: WORKERS }, (_, at) => (kill + at) * PEOPLE_PER_RUN);
      const before = await openIssuingLoop(place);
      for (const first of firsts) await before.enrol(Array.from({ length: PEOPLE_PER_RUN }, (_, at) => first + at));
      await before.stores.close();

      const runs = firsts.map((first) => {
        const args = ["issue", place, first, PEOPLE_PER_RUN, LANES].map(String);
        return runUntilKilled(args, { facts: prng.below(40), milliseconds: prng.below(10) });
      });
      const facts = (await Promise.all(runs)).flat();

      const after = await openIssuingLoop(place);
      const opened = facts.flatMap(({ open }) => (open === undefined ? [] : [open]));
      const acknowledged = facts.flatMap((fact) => (fact.acknowledged === undefined ? [] : [fact.acknowledged]));
      for (const { challengeId, qrText } of acknowledged) {
        expect((await after.stores.certificates.ofChallenge(challengeId))?.qrText).toBe(qrText);
      }
      for (const open of opened) await expectOneCertificate(after, open, given);
      served += acknowledged.length;
      interrupted += opened.length - acknowledged.length;
      await after.stores.close();
    }
    expect(new Set(given.values()).size).toBe(given.size);
    // The last worker's death was as good as any other's: the store is whole.
    await expectWhole(place);
    expect(served).toBeGreaterThan(KILLS);
    expect(interrupted).toBeGreaterThan(0);
    expect(interrupted).toBeLessThanOrEqual(KILLS * LANES);
  });

  /** Whatever state the kill left a request in, the same code completes it, once, and no text is anybody else's. */
  async function expectOneCertificate(loop: IssuingLoop, open: OpenRequest, given: Map<string, string>): Promise<void> {
    const held = await loop.stores.certificates.ofChallenge(open.challengeId);
    const retried = await loop.complete(open);
    expect(retried.qrText).toBe(held?.qrText ?? retried.qrText);
    expect((await loop.complete(open)).qrText).toBe(retried.qrText);
    expect((await loop.stores.challenges.find(open.challengeId))?.state).toBe("done");
    const mobile = mobileOfPerson(open.person);
    expect(given.get(retried.qrText) ?? mobile).toBe(mobile);
    given.set(retried.qrText, mobile);
  }
});

describe.each(STORES)("an import into $name, killed at a random point", ({ create, expectWhole }) => {
  it(`leaves whole batches only, and is completed by the next run (${IMPORT_KILLS} kills)`, {
    timeout: 120_000 + IMPORT_KILLS * 6_000,
  }, async () => {
    const prng = createPrng(SEED + 1);
    const csv = join(folder, "people.csv");
    writeFileSync(csv, [...sampleRegistryCsv({ count: 1_000 })].join(""));
    const place = await create("importing");
    for (let kill = 0; kill < IMPORT_KILLS; kill++) {
      await runUntilKilled(["import", place, csv], { facts: 0, milliseconds: prng.below(300) });
    }
    await expectWhole(place);
    const loop = await openIssuingLoop(place);
    const options = { now: NOW, rules: TEST_RULES, onRejected() {} };
    const ports = { records: loop.stores.records, hash: testHash };
    expectOk(await importRegistry(csv, ports, options));
    const again = expectOk(await importRegistry(csv, ports, options));
    expect(again).toMatchObject({ inserted: 0, updated: 0, rejected: 0 });
    await loop.stores.close();
  });
});

describe("PostgreSQL, crashing under load", () => {
  const CRASHES = Math.ceil(2 * Math.min(EFFORT, 25));

  it(`comes back with all that was acknowledged, and what was interrupted is completed (${CRASHES} crashes)`, {
    timeout: 120_000 + CRASHES * 10_000,
  }, async () => {
    const url = postgres.url("crashing");
    await postgres.createDatabase("crashing");
    await createPostgresStore(url);
    const loop = await openIssuingLoop(url);
    const people = Array.from({ length: CRASHES * 400 }, (_, at) => at);
    await loop.enrol(people);
    const given = new Map<string, string>();
    let refused = 0;
    let next = 0;
    let isOver = false;

    /** One person after the other. A confirmation is repeated until the database is there again; a request is given up. */
    async function lane(): Promise<void> {
      while (!isOver && next < people.length) {
        const open = await unlessGone(() => loop.request(next++));
        let told: Acknowledged | null = null;
        while (open !== null && told === null) told = await unlessGone(() => loop.complete(open));
        if (told !== null) given.set(told.challengeId, told.qrText);
      }
    }
    async function unlessGone<T>(work: () => Promise<T>): Promise<T | null> {
      try {
        return await work();
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== "STORE_UNAVAILABLE") throw error;
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return null;
      }
    }
    const lanes = Promise.all(Array.from({ length: 4 }, lane));
    for (let crash = 0; crash < CRASHES; crash++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await postgres.halt("immediate");
      await postgres.start();
    }
    isOver = true;
    await lanes;
    expect(refused).toBeGreaterThan(0);
    for (const [challengeId, qrText] of given) {
      expect((await loop.stores.certificates.ofChallenge(challengeId))?.qrText).toBe(qrText);
    }
    expect(new Set(given.values()).size).toBe(given.size);
    await loop.stores.close();
  });
});
