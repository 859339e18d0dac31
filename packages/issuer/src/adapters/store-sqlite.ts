// The stores over one SQLite file: creating, migrating, opening. The statements are in sql-…-store.ts, one file per port.

import { readdirSync, readFileSync } from "node:fs";
import type { Stores } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { RowCipher } from "./row-cipher.ts";
import { createSqliteDatabase, openSqliteDatabase, type SqliteDatabase, sqlDatabaseOf } from "./sqlite-database.ts";
import { createSqlStores } from "./store-sql.ts";

const MIGRATIONS = new URL("./migrations/sqlite/", import.meta.url);
const MIGRATION_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Creates the database file and its tables. Throws PortError STORE_EXISTS, DISK_FULL, STORE_UNAVAILABLE. */
export function createSqliteStore(path: string): void {
  const database = createSqliteDatabase(path);
  try {
    applyMigrations(database);
  } finally {
    database.close();
  }
}

/** Brings an older database up to date and returns the versions applied. Forward only; each migration is one transaction. */
export function migrateSqliteStore(path: string): readonly number[] {
  const database = openSqliteDatabase(path);
  try {
    return applyMigrations(database);
  } finally {
    database.close();
  }
}

/**
 * Opens the stores. Throws PortError STORE_MISSING, STORE_MIGRATION_NEEDED (never migrates by itself), STORE_TOO_NEW,
 * STORE_UNAVAILABLE. Several processes may hold the same file open; each needs its own stores.
 */
export function openSqliteStore(path: string, cipher: RowCipher): Stores {
  const database = openSqliteDatabase(path);
  const newest = migrations().at(-1)?.version ?? 0;
  const version = versionOf(database);
  if (version !== newest) {
    database.close();
    if (version > newest) throw new PortError("STORE_TOO_NEW", `the store is of version ${version}, not ${newest}`);
    throw new PortError("STORE_MIGRATION_NEEDED", `the store is of version ${version}, not ${newest}`);
  }
  return createSqlStores(sqlDatabaseOf(database), cipher);
}

function versionOf(database: SqliteDatabase): number {
  return Number(database.get("PRAGMA user_version")?.user_version);
}

function migrations(): readonly { readonly version: number; readonly url: URL }[] {
  return readdirSync(MIGRATIONS)
    .toSorted()
    .flatMap((name) => {
      const version = MIGRATION_NAME.exec(name)?.[1];
      return version === undefined ? [] : [{ version: Number(version), url: new URL(name, MIGRATIONS) }];
    });
}

function applyMigrations(database: SqliteDatabase): readonly number[] {
  const applied: number[] = [];
  for (const { version, url } of migrations()) {
    const sql = readFileSync(url, "utf8");
    database.transaction(() => {
      // Read inside the transaction: another process may have migrated meanwhile.
      if (versionOf(database) >= version) return;
      database.script(sql);
      database.script(`PRAGMA user_version = ${version}`);
      applied.push(version);
    });
  }
  return applied;
}
