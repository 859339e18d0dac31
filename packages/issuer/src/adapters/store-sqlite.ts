// The stores over one SQLite file: creating, migrating, opening. The statements are in sql-…-store.ts, one file per port.

import type { Stores } from "../domain/ports.ts";
import { checkVersion, migrationsOf } from "./migrations.ts";
import type { RowCipher } from "./row-cipher.ts";
import { createSqliteDatabase, openSqliteDatabase, type SqliteDatabase, sqlDatabaseOf } from "./sqlite-database.ts";
import { createSqlStores } from "./store-sql.ts";

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
  try {
    checkVersion(versionOf(database), migrationsOf("sqlite"));
  } catch (error) {
    database.close();
    throw error;
  }
  return createSqlStores(sqlDatabaseOf(database), cipher);
}

function versionOf(database: SqliteDatabase): number {
  return Number(database.get("PRAGMA user_version")?.user_version);
}

function applyMigrations(database: SqliteDatabase): readonly number[] {
  const applied: number[] = [];
  for (const { version, sql } of migrationsOf("sqlite")) {
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
