// The stores over one SQLite file: creating, migrating, opening. The statements are in sql-…-store.ts, one file per port.

import { rmSync } from "node:fs";
import type { Stores } from "../domain/ports.ts";
import { createFileDurably, MODE_PRIVATE, syncFile } from "./durable-file.ts";
import { checkVersion, migrationsOf } from "./migrations.ts";
import type { RowCipher } from "./row-cipher.ts";
import { isHome, makeHomeIfNone } from "./sql-home-store.ts";
import {
  createSqliteDatabase,
  drive,
  openSqliteDatabase,
  type SqliteDatabase,
  sqlDatabaseOf,
} from "./sqlite-database.ts";
import { createSqlStores, type OpenOptions, restored } from "./store-sql.ts";

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
 * STORE_RESTORED (a copy that was not settled; opened all the same with `anywhere`), STORE_UNAVAILABLE. Several processes may hold
 * the same file open; each needs its own stores.
 */
export function openSqliteStore(path: string, cipher: RowCipher, { anywhere = false }: OpenOptions = {}): Stores {
  const database = openSqliteDatabase(path);
  try {
    checkVersion(versionOf(database), migrationsOf("sqlite"));
    if (!anywhere && !drive(database, isHome())) throw restored();
  } catch (error) {
    database.close();
    throw error;
  }
  return createSqlStores(sqlDatabaseOf(database), cipher);
}

/**
 * Writes a whole copy of a store to a new file, while others go on working with it. Throws PortError FILE_EXISTS, DISK_FULL,
 * STORE_MISSING, STORE_UNAVAILABLE. The copy is durable when this returns, and finds itself elsewhere when it is opened.
 */
export function backUpSqliteStore(path: string, copy: string): void {
  const database = openSqliteDatabase(path);
  try {
    createFileDurably(copy, "", { mode: MODE_PRIVATE });
    try {
      database.run("VACUUM INTO ?", copy);
    } catch (error) {
      rmSync(copy, { force: true });
      throw error;
    }
  } finally {
    database.close();
  }
  // SQLite syncs a database it writes to, and not one it makes by VACUUM INTO; it is not written ahead until it is told so.
  const copied = openSqliteDatabase(copy);
  copied.script("PRAGMA journal_mode = WAL");
  copied.close();
  syncFile(copy);
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
  database.transaction(() => drive(database, makeHomeIfNone()));
  return applied;
}
