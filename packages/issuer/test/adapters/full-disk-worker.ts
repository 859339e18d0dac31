// Works on a disk until it is full, then on the same disk with space again, and prints what happened. Its argument is an empty
// folder on a small file system of its own.

import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFileDurably, MODE_PUBLIC, replaceFileDurably } from "../../src/adapters/durable-file.ts";
import { importRegistry } from "../../src/adapters/registry-csv.ts";
import { openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import { createSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { expectOk, NOW, TEST_RULES, testHash } from "../issuer-fixture.ts";
import { type Acknowledged, openIssuingLoop } from "./issuing-loop.ts";

const [folder, csv] = process.argv.slice(2) as [string, string];
const filler = join(folder, "filler");
const store = join(folder, "store.sqlite");
const FILLER_BYTES = 1_000_000;

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return "none";
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

/** Fills the disk but for so many bytes. */
function fill({ leaving }: { leaving: number }): void {
  for (let size = FILLER_BYTES; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
    } catch {
      // No more of this size; less may fit.
    }
  }
  truncateSync(filler, Math.max(0, statSync(filler).size - leaving));
}

async function issueUntilFull(): Promise<{ code: string; acknowledged: Acknowledged[]; retried: boolean }> {
  const people = Array.from({ length: 1_000 }, (_, person) => person);
  const loop = await openIssuingLoop(store);
  await loop.enrol(people);
  fill({ leaving: 3_000_000 });
  const acknowledged: Acknowledged[] = [];
  let last: Awaited<ReturnType<typeof loop.request>> | undefined;
  const code = await codeOf(async () => {
    for (const person of people) {
      last = undefined;
      last = await loop.request(person);
      acknowledged.push(await loop.complete(last));
    }
  });
  loop.stores.close();
  rmSync(filler, { force: true });
  const again = await openIssuingLoop(store);
  for (const { challengeId, qrText } of acknowledged) {
    const held = await again.stores.certificates.ofChallenge(challengeId);
    if (held?.qrText !== qrText) throw new Error("an acknowledged certificate is lost");
  }
  // The request that the full disk interrupted is completed by its own code.
  const retried = last === undefined || (await again.complete(last)).qrText.startsWith("MQ1:");
  again.stores.close();
  return { code, acknowledged, retried };
}

function recordsHeld(): number {
  const database = openSqliteDatabase(store);
  const held = Number(database.get("SELECT count(*) AS count FROM record")?.count);
  database.close();
  return held;
}

async function importUntilFull(): Promise<{ code: string; before: number; after: number }> {
  const loop = await openIssuingLoop(store);
  const run = () =>
    importRegistry(
      csv,
      { records: loop.stores.records, hash: testHash },
      { now: NOW, rules: TEST_RULES, onRejected() {}, batchSize: 100 },
    );
  fill({ leaving: 200_000 });
  const code = await codeOf(run);
  rmSync(filler, { force: true });
  const before = recordsHeld();
  expectOk(await run());
  const after = recordsHeld();
  loop.stores.close();
  return { code, before, after };
}

async function writeFiles(): Promise<object> {
  const [fresh, old] = [join(folder, "fresh.png"), join(folder, "old.png")];
  writeFileSync(old, "old content");
  fill({ leaving: 0 });
  const big = Buffer.alloc(50_000, 1);
  const created = await codeOf(() => createFileDurably(fresh, big, { mode: MODE_PUBLIC }));
  const replaced = await codeOf(() => replaceFileDurably(old, big, { mode: MODE_PUBLIC }));
  const storeMade = await codeOf(() => createSqliteStore(join(folder, "second.sqlite")));
  const result = {
    created,
    replaced,
    storeMade,
    freshExists: existsSync(fresh),
    oldContent: readFileSync(old, "utf8"),
    leftovers: readdirSync(folder).filter((name) => name.endsWith(".tmp")),
  };
  rmSync(filler, { force: true });
  return result;
}

createSqliteStore(store);
const issued = await issueUntilFull();
const imported = await importUntilFull();
const files = await writeFiles();
const database = openSqliteDatabase(store);
const integrity = database.get("PRAGMA integrity_check")?.integrity_check;
database.close();
process.stdout.write(
  JSON.stringify({ issued: { ...issued, acknowledged: issued.acknowledged.length }, imported, files, integrity }),
);
