// The stores over one PostgreSQL database: making the tables, migrating, opening. The database itself, its role and its
// certificates are the operator's (docs/operate.md).

import type { Stores } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { checkVersion, migrationsOf } from "./migrations.ts";
import { openPostgresDatabase, type PostgresDatabase, type PostgresLimits } from "./postgres-database.ts";
import type { RowCipher } from "./row-cipher.ts";
import { get, type SqlRow } from "./sql.ts";
import { isHome, makeHomeIfNone } from "./sql-home-store.ts";
import { createSqlStores, type OpenOptions, restored } from "./store-sql.ts";

/** Makes the tables in an empty database. Rejects with PortError STORE_EXISTS where they are there, and as the database does. */
export async function createPostgresStore(url: string): Promise<void> {
  await using(url, async (database) => {
    if ((await versionOf(database)) > 0) throw new PortError("STORE_EXISTS", "the database has the tables already");
    await applyMigrations(database);
  });
}

/** Brings an older store up to date and returns the versions applied. Forward only, all in one transaction. */
export async function migratePostgresStore(url: string): Promise<readonly number[]> {
  return using(url, async (database) => {
    if ((await versionOf(database)) === 0) throw new PortError("STORE_MISSING", "the database has none of the tables");
    return applyMigrations(database);
  });
}

/**
 * Opens the stores. Rejects with PortError STORE_MISSING, STORE_MIGRATION_NEEDED (never migrates by itself), STORE_TOO_NEW, STORE_RESTORED
 * (a copy that was not settled; opened all the same with `anywhere`), and as the database does. Any number of processes may have the same database open.
 */
export async function openPostgresStore(
  url: string,
  cipher: RowCipher,
  { limits, anywhere = false }: OpenOptions & { readonly limits?: PostgresLimits } = {},
): Promise<Stores> {
  const database = openPostgresDatabase(url, limits);
  try {
    const version = await versionOf(database);
    if (version === 0) throw new PortError("STORE_MISSING", "the database has none of the tables");
    checkVersion(version, migrationsOf("postgres"));
    if (!anywhere && !(await database.read(isHome))) throw restored();
  } catch (error) {
    await database.close();
    throw error;
  }
  return createSqlStores(database, cipher);
}

async function using<T>(url: string, work: (database: PostgresDatabase) => Promise<T>): Promise<T> {
  const database = openPostgresDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const HAS_TABLES = "SELECT to_regclass('mohor_schema') IS NOT NULL AS there";
const VERSION = "SELECT max(version) AS version FROM mohor_schema";

/** 0 where there are no tables. */
async function versionOf(database: PostgresDatabase): Promise<number> {
  const there = await database.read(() => get(HAS_TABLES));
  if (String(there?.there) !== "true") return 0;
  return toVersion(await database.read(() => get(VERSION)));
}

function toVersion(row: SqlRow | undefined): number {
  return Number(row?.version ?? 0);
}

async function applyMigrations(database: PostgresDatabase): Promise<readonly number[]> {
  const applied: number[] = [];
  await database.script(async (run) => {
    applied.length = 0;
    await run("CREATE TABLE IF NOT EXISTS mohor_schema (version BIGINT PRIMARY KEY)");
    // Read inside the transaction: another process may have migrated meanwhile.
    const held = toVersion((await run(VERSION))[0]);
    for (const { version, sql } of migrationsOf("postgres")) {
      if (version <= held) continue;
      await run(sql);
      await run(`INSERT INTO mohor_schema (version) VALUES (${version})`);
      applied.push(version);
    }
  });
  await database.transaction(makeHomeIfNone);
  return applied;
}
