// kill -9 at random points (docs/decisions/0010: nothing acknowledged is lost, nothing is done twice). The long form, 10,000 kills: MOHOR_TEST_EFFORT=667.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { EFFORT, SEED } from "../../../../test-support/effort.ts";
import { importRegistry } from "../../src/adapters/registry-csv.ts";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
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
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKER = fileURLToPath(new URL("./kill-worker.ts", import.meta.url));
const KILLS = Math.round(15 * EFFORT);
const IMPORT_KILLS = Math.round(5 * EFFORT);

/** More people than a worker can serve before it is killed. */
const PEOPLE_PER_RUN = 1_000;

type Fact = { readonly open?: OpenRequest; readonly acknowledged?: Acknowledged; readonly finished?: true };

/** Starts a worker, kills it so many milliseconds after it is ready, and gives back what it had said. */
async function runUntilKilled(workerArguments: readonly string[], milliseconds: number): Promise<readonly Fact[]> {
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
      if ("ready" in fact) setTimeout(() => worker.kill("SIGKILL"), milliseconds);
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

function integrityOf(path: string): unknown {
  const database = openSqliteDatabase(path);
  const integrity = database.get("PRAGMA integrity_check");
  const orphans = database.all("PRAGMA foreign_key_check");
  database.close();
  return { ...integrity, orphans };
}

describe("issuing, killed at a random point", () => {
  it(`loses nothing acknowledged, issues nothing twice, spends no code for nothing (${KILLS} kills)`, {
    timeout: 60_000 + KILLS * 2_000,
  }, async () => {
    const path = join(folder, "store.sqlite");
    createSqliteStore(path);
    const prng = createPrng(SEED);
    const given = new Map<string, string>();
    let served = 0;
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const first = kill * PEOPLE_PER_RUN;
      const people = Array.from({ length: PEOPLE_PER_RUN }, (_, at) => first + at);
      const before = await openIssuingLoop(path);
      await before.enrol(people);
      before.stores.close();

      const facts = await runUntilKilled(["issue", path, String(first), String(PEOPLE_PER_RUN)], prng.below(250));

      const after = await openIssuingLoop(path);
      const opened = facts.flatMap(({ open }) => (open === undefined ? [] : [open]));
      const acknowledged = facts.flatMap((fact) => (fact.acknowledged === undefined ? [] : [fact.acknowledged]));
      for (const { challengeId, qrText } of acknowledged) {
        expect((await after.stores.certificates.ofChallenge(challengeId))?.qrText).toBe(qrText);
      }
      for (const open of opened) await expectOneCertificate(after, open, given);
      served += acknowledged.length;
      interrupted += opened.length - acknowledged.length;
      after.stores.close();
    }
    // The last worker's death was as good as any other's: the file is whole.
    expect(integrityOf(path)).toEqual({ integrity_check: "ok", orphans: [] });
    expect(served).toBeGreaterThan(KILLS);
    expect(interrupted).toBeGreaterThan(0);
    expect(interrupted).toBeLessThanOrEqual(KILLS);
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
    expect(new Set(given.values()).size).toBe(given.size);
  }
});

describe("an import, killed at a random point", () => {
  it(`leaves whole batches only, and is completed by the next run (${IMPORT_KILLS} kills)`, {
    timeout: 60_000 + IMPORT_KILLS * 2_000,
  }, async () => {
    const prng = createPrng(SEED + 1);
    const csv = join(folder, "people.csv");
    writeFileSync(csv, [...sampleRegistryCsv({ count: 3_000 })].join(""));
    for (let kill = 0; kill < IMPORT_KILLS; kill++) {
      const path = join(folder, `import-${kill}.sqlite`);
      createSqliteStore(path);
      await runUntilKilled(["import", path, csv], prng.below(300));
      expect(integrityOf(path)).toEqual({ integrity_check: "ok", orphans: [] });
      const loop = await openIssuingLoop(path);
      const options = { now: NOW, rules: TEST_RULES, onRejected() {} };
      const ports = { records: loop.stores.records, hash: testHash };
      expectOk(await importRegistry(csv, ports, options));
      expect(expectOk(await importRegistry(csv, ports, options))).toMatchObject({
        inserted: 0,
        updated: 0,
        rejected: 0,
      });
      loop.stores.close();
      rmSync(path);
    }
  });
});
