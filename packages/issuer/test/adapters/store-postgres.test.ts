// The stores over a real PostgreSQL, which this file starts and stops.

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPgbouncer, startPostgres } from "../../../../test-support/postgres.ts";
import { openPostgresDatabase } from "../../src/adapters/postgres-database.ts";
import { all, get, hold, run } from "../../src/adapters/sql.ts";
import { createPostgresStore, migratePostgresStore, openPostgresStore } from "../../src/adapters/store-postgres.ts";
import type { Stores } from "../../src/domain/ports.ts";
import { createTestIssuer, expectOk, NOW, TEST_SIGNING_KEY, testCipher } from "../issuer-fixture.ts";
import { testLogStoreContract } from "./log-store-contract.ts";
import { testRegistryStoreContract } from "./registry-store-contract.ts";
import { testServiceStoreContract } from "./service-store-contract.ts";
import { testStoreContract } from "./store-contract.ts";

let postgres: Postgres;
let databases = 0;
const opened: Stores[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase("contract");
  await createPostgresStore(postgres.url("contract"));
}, 60_000);
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close();
});
afterAll(() => postgres.stop());

/** A database with the tables, empty; or without them. */
async function newDatabase({ hasTables = true } = {}): Promise<string> {
  const name = `d${databases++}`;
  await postgres.createDatabase(name);
  if (hasTables) await createPostgresStore(postgres.url(name));
  return name;
}

async function open(url: string): Promise<Stores> {
  const stores = await openPostgresStore(url, testCipher);
  opened.push(stores);
  return stores;
}

/** The stores over one database, emptied: many times faster than another database for each test. */
async function openEmptied(): Promise<Stores> {
  const url = postgres.url("contract");
  const database = openPostgresDatabase(url);
  await database.script(async (sql) => {
    const tables = await sql(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('mohor_schema', 'store_home')",
    );
    // Foreign keys are not looked at meanwhile.
    await sql("SET LOCAL session_replication_role = replica");
    for (const { tablename } of tables) await sql(`DELETE FROM ${tablename}`);
  });
  await database.close();
  return open(url);
}

testStoreContract("PostgreSQL", openEmptied);
testServiceStoreContract("PostgreSQL", openEmptied);
testRegistryStoreContract("PostgreSQL", openEmptied);
testLogStoreContract("PostgreSQL", openEmptied);

const OTHER = "+916100000021";
const AUDIT = { at: NOW, actor: "operator", action: "store-settled", subject: "store", detail: {} };

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "fulfilled",
    (error: { readonly code?: unknown }) => error.code ?? error,
  );
}

describe("a PostgreSQL store", () => {
  it("is made by creating only, in an empty database, and not twice", async () => {
    const url = postgres.url(await newDatabase({ hasTables: false }));
    expect(await codeOf(openPostgresStore(url, testCipher))).toBe("STORE_MISSING");
    expect(await codeOf(migratePostgresStore(url))).toBe("STORE_MISSING");
    await createPostgresStore(url);
    expect(await codeOf(createPostgresStore(url))).toBe("STORE_EXISTS");
    expect(await migratePostgresStore(url)).toEqual([]);
  });

  it("is not opened by an older program, and not migrated by opening", async () => {
    const url = postgres.url(await newDatabase());
    const database = openPostgresDatabase(url);
    const setVersion = (version: number) =>
      database.transaction(function* () {
        yield* run("DELETE FROM mohor_schema WHERE version > 1");
        if (version > 1) yield* run("INSERT INTO mohor_schema (version) VALUES (?)", version);
      });
    await setVersion(99);
    expect(await codeOf(openPostgresStore(url, testCipher))).toBe("STORE_TOO_NEW");
    await setVersion(1);
    expect(await codeOf(openPostgresStore(url, testCipher))).toBe("STORE_MIGRATION_NEEDED");
    await database.close();
  });

  it("has a code for an address that is none, and for a server that is not there", async () => {
    for (const url of ["", "mysql://x", "postgresql://127.0.0.1:1/x", postgres.url("nothing")]) {
      expect(await codeOf(openPostgresStore(url, testCipher)), url).toBe("STORE_UNAVAILABLE");
    }
  });

  it("holds the same tables and columns as SQLite's", async () => {
    const database = openPostgresDatabase(postgres.url(await newDatabase()));
    const rows = await database.read(() =>
      all(`SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, column_name`),
    );
    await database.close();
    expect(new Set(rows.map((row) => row.data_type))).toEqual(new Set(["text", "bigint", "bytea"]));
    // What is compared or sorted is compared byte by byte, whatever the database's own collation.
    for (const row of rows) {
      if (
        /(_id|_hash|^kid|^scope)$/.test(String(row.column_name)) &&
        row.data_type === "text" &&
        row.column_name !== "code_key_id" &&
        row.column_name !== "index_key_id"
      ) {
        expect(row.collation_name, `${row.table_name}.${row.column_name}`).toBe("C");
      }
    }
  });
});

describe("PostgreSQL under the stores", () => {
  it("goes away and comes back: a code each time, and the next call finds it again", async () => {
    const stores = await openEmptied();
    const issuer = await createTestIssuer({ stores });
    await issuer.enrol({});
    const { certificate } = expectOk(await issuer.obtain());
    await postgres.halt("immediate");
    expect(await codeOf(stores.ping())).toBe("STORE_UNAVAILABLE");
    expect(await codeOf(issuer.request({}, NOW + 60))).toBe("STORE_UNAVAILABLE");
    await postgres.start();
    await stores.ping();
    expect(await stores.certificates.find(certificate.certificateId)).toEqual(certificate);
    expect(expectOk(await issuer.obtain({}, NOW + 60)).origin).toBe("held");
  });

  it("loses connections in the middle of work, and answers with a code", async () => {
    const name = await newDatabase();
    const database = openPostgresDatabase(postgres.url(name));
    const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name}' AND pid <> pg_backend_pid()`;
    const lost = database.transaction(function* () {
      yield* run("INSERT INTO otp_send (mobile_hash, at) VALUES ('m', 1)");
      yield* get("SELECT pg_sleep(5)");
    });
    const refused = codeOf(lost);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await postgres.run("psql", "-qX", "-d", "postgres", "-c", terminate);
    expect(await refused).toBe("STORE_UNAVAILABLE");
    expect(await database.read(() => get("SELECT count(*) AS count FROM otp_send"))).toEqual({ count: 0 });
    await database.close();
  });

  it("bounds every wait: for a statement, a lock and a connection", async () => {
    const limits = { connections: 2, waitMilliseconds: 300 };
    const url = postgres.url(await newDatabase());
    const [one, other] = [openPostgresDatabase(url, limits), openPostgresDatabase(url)];
    const slow = one.transaction(() => get("SELECT pg_sleep(5)"));
    expect(await codeOf(slow)).toBe("STORE_BUSY");
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const holding = other.script(async (sql) => {
      await sql("SELECT pg_advisory_xact_lock(hashtextextended('mohor x', 0))");
      await held;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const waiting = [1, 2, 3, 4].map(() => codeOf(one.transaction(() => hold("x"))));
    // Two wait for the lock and two for a connection; none for ever.
    for (const code of await Promise.all(waiting)) expect(["STORE_BUSY", "STORE_UNAVAILABLE"]).toContain(code);
    letGo();
    await holding;
    await one.transaction(() => hold("x"));
    await Promise.all([one.close(), other.close()]);
  });

  it("begins a transaction again after a deadlock, and both succeed", async () => {
    const database = openPostgresDatabase(postgres.url(await newDatabase()));
    await database.transaction(function* () {
      for (const start of [1, 2]) yield* run("INSERT INTO otp_failure_bucket (start, count) VALUES (?, 0)", start);
    });
    const both = [
      [1, 2],
      [2, 1],
    ].map((order) =>
      database.transaction(function* () {
        for (const start of order) {
          yield* run("UPDATE otp_failure_bucket SET count = count + 1 WHERE start = ?", start);
          yield* get("SELECT pg_sleep(0.2)");
        }
      }),
    );
    await Promise.all(both);
    const rows = await database.read(() => all("SELECT count FROM otp_failure_bucket"));
    expect(rows).toEqual([{ count: 2 }, { count: 2 }]);
    await database.close();
  });

  it("undoes a transaction whose work throws, passes the error on, and keeps its connection", async () => {
    const database = openPostgresDatabase(postgres.url(await newDatabase()), { connections: 1, waitMilliseconds: 999 });
    for (let round = 0; round < 3; round++) {
      const failing = database.transaction(function* () {
        yield* run("INSERT INTO otp_send (mobile_hash, at) VALUES ('m', 1)");
        throw new RangeError("stop");
      });
      await expect(failing).rejects.toThrow(RangeError);
    }
    expect(await codeOf(database.read(() => get("SELECT nonsense")))).toBe("STORE_UNAVAILABLE");
    expect(await database.read(() => get("SELECT count(*) AS count FROM otp_send"))).toEqual({ count: 0 });
    await database.close();
    await database.close();
  });

  it("says that the disk is full", async () => {
    const database = openPostgresDatabase(postgres.url(await newDatabase()));
    await database.script(async (sql) => {
      await sql(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$`);
      await sql("CREATE TRIGGER full_disk BEFORE INSERT ON otp_send FOR EACH ROW EXECUTE FUNCTION full_disk()");
    });
    const insert = database.transaction(() => run("INSERT INTO otp_send (mobile_hash, at) VALUES ('m', 1)"));
    expect(await codeOf(insert)).toBe("DISK_FULL");
    await database.close();
  });

  it("speaks TLS where the address says so, and only with the certificate it was told to trust", async () => {
    const name = await newDatabase();
    const trusted = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(postgres.certificate)}`;
    const database = openPostgresDatabase(postgres.tcpUrl(name, trusted));
    const ssl = await database.read(() => get("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
    expect(ssl).toEqual({ ssl: "true" });
    await database.close();
    const unknown = openPostgresStore(postgres.tcpUrl(name, "?sslmode=verify-full"), testCipher);
    expect(await codeOf(unknown)).toBe("STORE_UNAVAILABLE");
  });

  it("notices that it was restored from a dump, and gives out no index until it is settled", async () => {
    const name = await newDatabase();
    const issuer = await createTestIssuer({ stores: await open(postgres.url(name)) });
    await issuer.enrol({}, { mobile: OTHER, beneficiary_id: "FICT-2" });
    const before = expectOk(await issuer.obtain()).certificate;
    const dump = await postgres.run("pg_dump", "-d", name);
    const lost = expectOk(await issuer.obtain({ mobile: OTHER })).certificate;
    const copy = await newDatabase({ hasTables: false });
    await postgres.feed("psql", dump, "-qX", "-v", "ON_ERROR_STOP=1", "-d", copy);
    const url = postgres.url(copy);
    expect(await codeOf(openPostgresStore(url, testCipher))).toBe("STORE_RESTORED");
    const restored = await openPostgresStore(url, testCipher, { anywhere: true });
    opened.push(restored);
    expect(await codeOf(restored.signingKeys.takeSequences(before.kid, 1))).toBe("STORE_RESTORED");
    const [settled] = await restored.home.settle({ at: NOW, skip: 1_000, published: [] }, AUDIT);
    expect(settled).toMatchObject({ kid: before.kid, to: (settled?.from ?? 0) + 1_000 });
    const again = await createTestIssuer({ stores: await open(url), label: "restored" });
    const made = expectOk(await again.obtain({ mobile: OTHER })).certificate;
    expect(made.statusIndex).not.toBe(lost.statusIndex);
    expect(await restored.certificates.find(before.certificateId)).toEqual(before);
  });

  it("notices that a standby has taken the place of its server", { timeout: 60_000 }, async () => {
    const name = await newDatabase();
    const stores = await open(postgres.url(name));
    await createTestIssuer({ stores });
    expect(await stores.home.isHome()).toBe(true);
    await postgres.promote();
    await stores.ping().catch(() => {});
    expect(await stores.home.isHome()).toBe(false);
    expect(await codeOf(stores.signingKeys.takeSequences(TEST_SIGNING_KEY.kid, 1))).toBe("STORE_RESTORED");
    await stores.home.settle({ at: NOW, skip: 10, published: [] }, AUDIT);
    expect(await stores.signingKeys.takeSequences(TEST_SIGNING_KEY.kid, 1)).toEqual({ first: 10, count: 1 });
  });

  it("works behind pgbouncer in transaction mode, with more callers than connections", {
    timeout: 30_000,
  }, async () => {
    const bouncer = await startPgbouncer(postgres, { connections: 2 });
    try {
      const url = bouncer.url(await newDatabase());
      const processes = await Promise.all([1, 2, 3].map(() => openPostgresStore(url, testCipher)));
      opened.push(...processes);
      const issuers = await Promise.all(
        processes.map((stores, at) => createTestIssuer({ stores, label: `process ${at}` })),
      );
      const people = Array.from({ length: 12 }, (_, at) => `+9161000000${at + 10}`);
      for (const mobile of people) await issuers[0]?.enrol({ mobile, beneficiary_id: `FICT-${mobile.slice(1)}` });
      const texts = await Promise.all(
        people.map(async (mobile, at) => {
          const issuer = issuers[at % 3] as (typeof issuers)[0];
          return expectOk(await issuer.obtain({ mobile })).certificate.qrText;
        }),
      );
      expect(new Set(texts).size).toBe(people.length);
    } finally {
      for (const stores of opened.splice(0)) await stores.close();
      await bouncer.stop();
    }
  });
});
