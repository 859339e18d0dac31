import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { migrationsOf } from "../../src/adapters/migrations.ts";
import { createRowCipher } from "../../src/adapters/row-cipher.ts";
import { createSqliteDatabase, openSqliteDatabase } from "../../src/adapters/sqlite-database.ts";
import {
  backUpSqliteStore,
  createSqliteStore,
  migrateSqliteStore,
  openSqliteStore,
} from "../../src/adapters/store-sqlite.ts";
import type { Stores } from "../../src/domain/ports.ts";
import { createTestIssuer, expectOk, NOW, TEST_SECRETS, TEST_SIGNING_KEY, testCipher } from "../issuer-fixture.ts";
import { testLogStoreContract } from "./log-store-contract.ts";
import { testRegistryStoreContract } from "./registry-store-contract.ts";
import { testServiceStoreContract } from "./service-store-contract.ts";
import { testStoreContract } from "./store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-store-"));
let files = 0;
const opened: Stores[] = [];

function newPath(): string {
  return join(folder, `${files++}.sqlite`);
}

function open(path: string): Stores {
  const stores = openSqliteStore(path, testCipher);
  opened.push(stores);
  return stores;
}

function openNew(): Stores {
  const path = newPath();
  createSqliteStore(path);
  return open(path);
}

afterEach(() => {
  for (const stores of opened.splice(0)) stores.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

testStoreContract("SQLite", openNew);
testServiceStoreContract("SQLite", openNew);
testRegistryStoreContract("SQLite", openNew);
testLogStoreContract("SQLite", openNew);

function codeThrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return "nothing thrown";
}

describe("a SQLite store's file", () => {
  it("is made by creating only, for its owner only, and not twice", () => {
    const path = newPath();
    createSqliteStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(codeThrownBy(() => createSqliteStore(path))).toBe("STORE_EXISTS");
  });

  it("is not made by opening", () => {
    const path = newPath();
    expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_MISSING");
    expect(codeThrownBy(() => migrateSqliteStore(path))).toBe("STORE_MISSING");
    expect(readdirSync(folder)).not.toContain(path);
  });

  it("cannot be made in a folder that is not there", () => {
    expect(codeThrownBy(() => createSqliteStore(join(folder, "none", "x.sqlite")))).toBe("STORE_UNAVAILABLE");
  });

  it("is not migrated by opening", () => {
    const path = newPath();
    createSqliteDatabase(path).close();
    expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_MIGRATION_NEEDED");
    expect(migrateSqliteStore(path)).toEqual(migrationsOf("sqlite").map(({ version }) => version));
    expect(migrateSqliteStore(path)).toEqual([]);
    open(path);
  });

  it("is not opened by an older program", () => {
    const path = newPath();
    createSqliteStore(path);
    const database = openSqliteDatabase(path);
    database.script("PRAGMA user_version = 99");
    database.close();
    expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_TOO_NEW");
  });

  it("is refused where it is another program's, damaged, cut short or empty", () => {
    const whole = newPath();
    createSqliteStore(whole);
    const damaged = newPath();
    writeFileSync(damaged, Buffer.alloc(8_192, "x"));
    const cut = newPath();
    copyFileSync(whole, cut);
    truncateSync(cut, 5_000);
    const empty = newPath();
    writeFileSync(empty, "");
    const foreign = newPath();
    createSqliteDatabase(foreign).close();
    const database = openSqliteDatabase(foreign);
    database.script("PRAGMA application_id = 1");
    database.close();
    for (const path of [damaged, cut, empty, foreign]) {
      expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_UNAVAILABLE");
    }
  });

  it("keeps a read-only file from being written, with a code", async () => {
    const path = newPath();
    createSqliteStore(path);
    const database = openSqliteDatabase(path);
    database.script("PRAGMA query_only = ON");
    expect(codeThrownBy(() => database.run("DELETE FROM record"))).toBe("STORE_UNAVAILABLE");
    database.close();
    chmodSync(path, 0o600);
  });

  it("is durable: written ahead, and synced on every commit", () => {
    const path = newPath();
    createSqliteStore(path);
    const database = openSqliteDatabase(path);
    expect(database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    expect(database.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(database.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
    expect(database.get("PRAGMA busy_timeout")).toEqual({ timeout: 10_000 });
    database.close();
  });

  it("has strict tables only", () => {
    const path = newPath();
    createSqliteStore(path);
    const database = openSqliteDatabase(path);
    const tables = database.all(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'",
    );
    database.close();
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) expect(table, String(table.name)).toMatchObject({ strict: 1 });
  });

  it("says when another process holds it longer than anybody waits", () => {
    const path = newPath();
    createSqliteStore(path);
    const [holder, other] = [openSqliteDatabase(path), openSqliteDatabase(path)];
    holder.script("BEGIN IMMEDIATE");
    other.script("PRAGMA busy_timeout = 0");
    expect(codeThrownBy(() => other.transaction(() => {}))).toBe("STORE_BUSY");
    holder.script("ROLLBACK");
    other.transaction(() => {});
    holder.close();
    other.close();
  });

  it("undoes a whole transaction when its work fails, and is usable afterwards", () => {
    const path = newPath();
    createSqliteStore(path);
    const database = openSqliteDatabase(path);
    const insert = () => database.run("INSERT INTO otp_send (mobile_hash, at) VALUES ('m', 1)");
    expect(() =>
      database.transaction(() => {
        insert();
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(database.get("SELECT count(*) AS count FROM otp_send")).toEqual({ count: 0 });
    database.transaction(insert);
    expect(database.get("SELECT count(*) AS count FROM otp_send")).toEqual({ count: 1 });
    database.close();
  });
});

describe("a SQLite store that was backed up", () => {
  const OTHERS = ["+916100000021", "+916100000022", "+916100000023"];
  const settlement = { at: NOW, skip: 1_000, published: [] };
  const audit = { at: NOW, actor: "operator", action: "store-settled", subject: "store", detail: {} };

  it("is a whole copy of its own, for its owner only, made while the store is in use", async () => {
    const [path, copy] = [newPath(), newPath()];
    createSqliteStore(path);
    const issuer = await createTestIssuer({ stores: open(path) });
    await issuer.enrol({});
    const { certificate } = expectOk(await issuer.obtain());
    backUpSqliteStore(path, copy);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(codeThrownBy(() => backUpSqliteStore(path, copy))).toBe("FILE_EXISTS");
    const restored = openSqliteStore(copy, testCipher, { anywhere: true });
    opened.push(restored);
    expect(await restored.certificates.find(certificate.certificateId)).toEqual(certificate);
    const database = openSqliteDatabase(copy);
    expect(database.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
    expect(database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    database.close();
    expect(codeThrownBy(() => backUpSqliteStore(newPath(), newPath()))).toBe("STORE_MISSING");
  });

  it("gives out no index, wherever it is put, until it is settled, and none twice afterwards", async () => {
    const [path, copy] = [newPath(), newPath()];
    createSqliteStore(path);
    const issuer = await createTestIssuer({ stores: open(path) });
    await issuer.enrol({});
    expectOk(await issuer.obtain());
    backUpSqliteStore(path, copy);
    const since = new Set<number>();
    for (const mobile of OTHERS) {
      await issuer.enrol({ mobile, beneficiary_id: mobile.slice(1) });
      since.add(expectOk(await issuer.obtain({ mobile })).certificate.statusIndex);
    }
    // As an operator does it: the copy takes the place of the store, under its name.
    await opened.splice(0)[0]?.close();
    renameSync(copy, path);
    for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
    expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_RESTORED");
    const restored = openSqliteStore(path, testCipher, { anywhere: true });
    opened.push(restored);
    const taken = restored.signingKeys.takeSequences(TEST_SIGNING_KEY.kid, 1);
    await expect(taken).rejects.toMatchObject({ code: "STORE_RESTORED" });
    expect(await restored.home.isHome()).toBe(false);
    const [settled] = await restored.home.settle(settlement, audit);
    expect(settled).toMatchObject({ kid: TEST_SIGNING_KEY.kid, to: (settled?.from ?? 0) + 1_000 });
    const again = await createTestIssuer({ stores: open(path), label: "restored" });
    for (const mobile of OTHERS) {
      await again.enrol({ mobile, beneficiary_id: mobile.slice(1) });
      expect(since).not.toContain(expectOk(await again.obtain({ mobile })).certificate.statusIndex);
    }
  });

  it("is known for a copy also where the file system gives it the number of the file before it", () => {
    const [path, copy] = [newPath(), newPath()];
    createSqliteStore(path);
    open(path);
    backUpSqliteStore(path, copy);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    copyFileSync(copy, path);
    expect(codeThrownBy(() => openSqliteStore(path, testCipher))).toBe("STORE_RESTORED");
  });

  it("is at home where it was made, also under another name", () => {
    const [path, other] = [newPath(), newPath()];
    createSqliteStore(path);
    renameSync(path, other);
    open(other);
  });
});

describe("what a SQLite store keeps", () => {
  it("holds no name, number, id, code or certificate in clear, in any byte of its files", async () => {
    const path = newPath();
    createSqliteStore(path);
    const issuer = await createTestIssuer({ stores: open(path) });
    await issuer.enrol({ beneficiary_id: "CANARY-4711", full_name: "Zubeida Quixote", second_name: "আশা রানী বিশ্বাস" });
    const { certificate } = expectOk(await issuer.obtain({ name: "Zubeida Quixote" }));
    const code = issuer.lastCode();
    opened.splice(0)[0]?.close();
    const bytes = readdirSync(folder)
      .filter((name) => join(folder, name).startsWith(path))
      .map((name) => readFileSync(join(folder, name)));
    const canaries = [
      "CANARY",
      "Zubeida",
      "Quixote",
      "বিশ্বাস",
      "6100000001",
      code,
      certificate.qrText.slice(20, 60),
      "COVISHIELD",
    ];
    for (const canary of canaries) {
      for (const file of bytes) expect(file.includes(canary), canary).toBe(false);
    }
  });

  it("opens under the same secrets only", async () => {
    const path = newPath();
    createSqliteStore(path);
    const issuer = await createTestIssuer({ stores: open(path) });
    await issuer.enrol({});
    expectOk(await issuer.obtain());
    const otherKey = TEST_SECRETS.find(({ use }) => use === "otp")?.key;
    if (otherKey === undefined) throw new TypeError("the test has an OTP secret");
    const other = openSqliteStore(path, createRowCipher(new Map([[1, otherKey]]), 1));
    const renumbered = openSqliteStore(path, createRowCipher(new Map([[2, otherKey]]), 2));
    const [row] = await issuer.stores.certificates.currentOf([], NOW);
    expect(row).toBeUndefined();
    const { challengeId } = expectOk(await issuer.request({}, NOW + 60));
    await expect(other.challenges.find(challengeId)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await expect(renumbered.challenges.find(challengeId)).rejects.toMatchObject({ code: "SECRET_UNKNOWN" });
    other.close();
    renumbered.close();
  });
});
