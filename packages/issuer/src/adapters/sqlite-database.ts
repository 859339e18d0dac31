// SQLite through node:sqlite, the only importer of it: its classes are about to be renamed (DEP0210), so everything else sees
// the small interface below. A database is opened without being created, because a mistyped path must not start an empty
// registry. Durable: write-ahead log with synchronous=FULL, so a commit that returned is on the disk.

import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { constantTimeEqual } from "../domain/constant-time.ts";
import { PortError } from "../domain/refusal.ts";
import type { SqlDatabase, SqlParameters, SqlResult, SqlRow, SqlStatement, SqlValue, SqlWork } from "./sql.ts";

/** An open database. Every method throws PortError DISK_FULL, STORE_BUSY or STORE_UNAVAILABLE, and nothing else. */
export type SqliteDatabase = {
  /** Runs one statement and returns the number of rows changed. */
  readonly run: (sql: string, ...values: SqlParameters) => number;
  /** The first row, or undefined. */
  readonly get: (sql: string, ...values: SqlParameters) => SqlRow | undefined;
  readonly all: (sql: string, ...values: SqlParameters) => readonly SqlRow[];
  /** Several statements, as a migration file holds them. */
  readonly script: (sql: string) => void;
  /**
   * Runs `work` inside BEGIN IMMEDIATE … COMMIT: the write lock is held from the start, so what it reads stays true until it
   * commits. Rolls back and rethrows when `work` throws. When it returns, the commit is on the disk.
   */
  readonly transaction: <T>(work: () => T) => T;
  /** The file's number and birth: a copy has another, a file that was renamed the same. */
  readonly place: () => string;
  readonly close: () => void;
};

/** Work in one commit: what waits for the disk beside each other waits once. More would make the first wait for the last. */
const MAX_GROUP = 64;

/** Work that waits for its commit: run inside the group's transaction, it says what to tell its caller once that is on the disk. */
type Member = { readonly run: () => () => void; readonly reject: (error: unknown) => void };

/**
 * The stores' way to a database, over an open SQLite file. Work runs to its end at once, so nothing comes between its statements.
 * Transactions that are asked for in one turn of the event loop share one commit, each under a savepoint of its own: one that
 * fails is undone alone, and nobody is told of success before the commit is on the disk.
 */
export function sqlDatabaseOf(database: SqliteDatabase): SqlDatabase {
  const waiting: Member[] = [];

  function commitWaiting(): void {
    while (waiting.length > 0) {
      const group = waiting.splice(0, MAX_GROUP);
      try {
        const outcomes = database.transaction(() => group.map(({ run }) => run()));
        for (const tell of outcomes) tell();
      } catch (error) {
        // Nothing of the group is on the disk: a full one, or a lock that another process holds.
        for (const { reject } of group) reject(error);
      }
    }
  }

  return {
    async read(work) {
      return drive(database, work());
    },
    transaction<T>(work: () => SqlWork<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const run = (): (() => void) => {
          try {
            const result = underSavepoint(database, () => drive(database, work()));
            return () => resolve(result);
          } catch (error) {
            if (error instanceof GroupLost) throw error.cause;
            return () => reject(error);
          }
        };
        waiting.push({ run, reject });
        if (waiting.length === 1) setImmediate(commitWaiting);
      });
    },
    async close() {
      commitWaiting();
      database.close();
    },
  };
}

/** SQLite has undone the whole transaction, and with it what others of the group had done. */
class GroupLost extends Error {}

/** Runs work; where it throws, undoes it and nothing else. */
function underSavepoint<T>(database: SqliteDatabase, work: () => T): T {
  database.run("SAVEPOINT member");
  try {
    const result = work();
    database.run("RELEASE member");
    return result;
  } catch (error) {
    try {
      database.run("ROLLBACK TO member");
      database.run("RELEASE member");
    } catch {
      throw new GroupLost("the transaction is gone", { cause: error });
    }
    throw error;
  }
}

/** Runs work to its end at once; a transaction around it is the caller's. */
export function drive<T>(database: SqliteDatabase, work: SqlWork<T>): T {
  let step = work.next();
  while (!step.done) step = work.next(resultOf(database, step.value));
  return step.value;
}

function resultOf(database: SqliteDatabase, statement: SqlStatement): SqlResult {
  switch (statement.kind) {
    case "rows":
      return { rows: database.all(statement.sql, ...statement.values), changes: 0 };
    case "run":
      return { rows: [], changes: database.run(statement.sql, ...statement.values) };
    case "place":
      return { rows: [{ place: database.place() }], changes: 0 };
    case "hold":
      // BEGIN IMMEDIATE holds the whole file.
      return { rows: [], changes: 0 };
  }
}

/** Marks a file as ours: "MOHR". */
const APPLICATION_ID = 0x4d4f4852;

/** How long a statement waits for another process's lock. Commits take milliseconds; an import's batch some tens of them. */
const BUSY_TIMEOUT_MS = 10_000;

/** SQLite's primary result codes (the low byte of the extended ones). */
const SQLITE = { BUSY: 5, LOCKED: 6, CANTOPEN: 14, FULL: 13 } as const;

/** SQLITE_IOERR_SHMSIZE: the shared-memory file could not grow, which happens on a full disk only. */
const SQLITE_IOERR_SHMSIZE = 4874;

/** Creates an empty database, readable by this user only. Rejects with STORE_EXISTS where the file is there. */
export function createSqliteDatabase(path: string): SqliteDatabase {
  try {
    // SQLite gives its -wal and -shm files the same mode.
    closeSync(openSync(path, "wx", 0o600));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new PortError("STORE_EXISTS", "the database is there already", { cause });
    throw new PortError(code === "ENOSPC" ? "DISK_FULL" : "STORE_UNAVAILABLE", "cannot create the database", {
      cause,
    });
  }
  const database = open(path);
  // Kept in the file, as WAL mode is.
  database.script(`PRAGMA journal_mode = WAL; PRAGMA application_id = ${APPLICATION_ID};`);
  return database;
}

/** Opens a database that `createSqliteDatabase` made. Rejects with STORE_MISSING where there is none. */
export function openSqliteDatabase(path: string): SqliteDatabase {
  const database = open(path);
  if (database.get("PRAGMA application_id")?.application_id !== APPLICATION_ID) {
    database.close();
    throw new PortError("STORE_UNAVAILABLE", "the file is not a store of this program");
  }
  return database;
}

function open(path: string): SqliteDatabase {
  const url = pathToFileURL(path);
  url.searchParams.set("mode", "rw");
  const database = guarded(path, () => new DatabaseSync(url, { timeout: BUSY_TIMEOUT_MS }));
  const statements = new Map<string, StatementSync>();

  function prepared(sql: string): StatementSync {
    const held = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, held);
    return held;
  }

  const opened: SqliteDatabase = {
    run: (sql, ...values) => guarded(path, () => Number(prepared(sql).run(...bound(values)).changes)),
    get: (sql, ...values) => guarded(path, () => prepared(sql).get(...bound(values)) as SqlRow | undefined),
    all: (sql, ...values) => guarded(path, () => prepared(sql).all(...bound(values)) as SqlRow[]),
    script: (sql) => guarded(path, () => database.exec(sql)),
    transaction(work) {
      opened.script("BEGIN IMMEDIATE");
      try {
        const result = work();
        opened.script("COMMIT");
        return result;
      } catch (error) {
        // A full disk has rolled back already; and what made the work fail is worth more than what follows from it.
        try {
          if (database.isTransaction) database.exec("ROLLBACK");
        } catch {}
        throw error;
      }
    },
    place() {
      const { dev, ino, birthtimeNs } = statSync(path, { bigint: true });
      // A deleted file's number is given to the next one at once; its birth is its own. Devices may be numbered anew at a start, so
      // they tell only where the file system keeps no birth.
      return birthtimeNs === 0n ? `${dev}:${ino}` : `${ino}:${birthtimeNs}`;
    },
    close() {
      statements.clear();
      if (database.isOpen) database.close();
    },
  };
  try {
    opened.script(
      `PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
       PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864;`,
    );
    opened.get("SELECT count(*) FROM sqlite_schema");
    // Inside a statement, so that counting a try and comparing its code are one step.
    database.function("constant_time_equal", { deterministic: true }, (a, b) =>
      a instanceof Uint8Array && b instanceof Uint8Array && constantTimeEqual(a, b) ? 1 : 0,
    );
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** node:sqlite overloads its methods by the first argument; the two forms differ only at run time. */
function bound(values: SqlParameters): readonly SqlValue[] {
  return values as readonly SqlValue[];
}

/** Runs `work` and turns SQLite's errors into the port's. The message names no value: those may be personal. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { errcode, code } = cause as { readonly errcode?: unknown; readonly code?: unknown };
    if (code === "ERR_INVALID_STATE") throw new PortError("STORE_UNAVAILABLE", "the database is closed", { cause });
    if (typeof errcode !== "number") throw cause;
    const primary = errcode & 0xff;
    if (primary === SQLITE.FULL || errcode === SQLITE_IOERR_SHMSIZE) {
      throw new PortError("DISK_FULL", "no space is left for the database", { cause });
    }
    if (primary === SQLITE.BUSY || primary === SQLITE.LOCKED) {
      throw new PortError("STORE_BUSY", "another process holds the database", { cause });
    }
    if (primary === SQLITE.CANTOPEN && !existsSync(path)) {
      throw new PortError("STORE_MISSING", "there is no database at this path", { cause });
    }
    throw new PortError("STORE_UNAVAILABLE", `the database failed with SQLite code ${errcode}`, { cause });
  }
}
