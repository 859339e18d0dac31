// A store method as a generator: it yields statements and is given their results, and so knows neither whether its database answers
// at once (SQLite) or over a network (PostgreSQL), nor how a transaction is held. Each statement is written once, in the SQL
// that both understand; a database (sqlite-database.ts, postgres-database.ts) runs the generator.

/** What a column holds. */
export type SqlValue = null | number | string | Uint8Array;

/** A row by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Values for the ? of a statement in order, or one object for its :names. */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/** One step of a store method. */
export type SqlStatement =
  /** A statement for its rows; `locking`: rows stay as they are until the transaction ends. */
  | { readonly kind: "rows"; readonly sql: string; readonly values: SqlParameters; readonly locking: boolean }
  /** A statement for the number of rows it changed. */
  | { readonly kind: "run"; readonly sql: string; readonly values: SqlParameters }
  /** One row whose `place` names the database, and its history where that can branch: a copy of it has another place. */
  | { readonly kind: "place" }
  /** From here to the end of the transaction no other one holds the same name. */
  | { readonly kind: "hold"; readonly name: string };

/** A statement's result: rows of `rows`, else none; the number of rows changed by `run`, else 0. */
export type SqlResult = { readonly rows: readonly SqlRow[]; readonly changes: number };

/** A store method at work. */
export type SqlWork<T> = Generator<SqlStatement, T, SqlResult>;

/** An open database. Everything rejects with PortError DISK_FULL, STORE_BUSY or STORE_UNAVAILABLE, or with what the work throws. */
export interface SqlDatabase {
  /** Runs statements one after the other, each for itself. */
  read<T>(work: () => SqlWork<T>): Promise<T>;
  /**
   * Runs work in one transaction that is on the disk when the promise is fulfilled, and undone when it is rejected. What the work has
   * read under a lock or under a held name stays true until then. The database may start the work again from its beginning, so it
   * does nothing but yield statements and compute.
   */
  transaction<T>(work: () => SqlWork<T>): Promise<T>;
  close(): Promise<void>;
}

/** Runs one statement; the number of rows changed. */
export function* run(sql: string, ...values: SqlParameters): SqlWork<number> {
  return (yield { kind: "run", sql, values }).changes;
}

/** All rows. */
export function* all(sql: string, ...values: SqlParameters): SqlWork<readonly SqlRow[]> {
  return (yield { kind: "rows", sql, values, locking: false }).rows;
}

/** The first row, or undefined. */
export function* get(sql: string, ...values: SqlParameters): SqlWork<SqlRow | undefined> {
  return (yield { kind: "rows", sql, values, locking: false }).rows[0];
}

/** As `all`, and the rows stay as they are until the transaction ends. The statement is a plain SELECT from one table. */
export function* allLocked(sql: string, ...values: SqlParameters): SqlWork<readonly SqlRow[]> {
  return (yield { kind: "rows", sql, values, locking: true }).rows;
}

/** As `get`, and the row stays as it is until the transaction ends. */
export function* getLocked(sql: string, ...values: SqlParameters): SqlWork<SqlRow | undefined> {
  return (yield { kind: "rows", sql, values, locking: true }).rows[0];
}

/**
 * Waits until no other transaction holds this name, and holds it to the end of this one: for what may not be there yet, which
 * no row lock can hold. Names are held in one order everywhere: number, person, audit.
 */
export function* hold(name: string): SqlWork<void> {
  yield { kind: "hold", name };
}

/** The place of the database that the work runs in. */
export function* place(): SqlWork<string> {
  return String((yield { kind: "place" }).rows[0]?.place);
}

/** The placeholders of a list of this many values; a list is never empty. */
export function placeholders(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}

/** Rows of a page where a store reads more than it may hold. */
export const PAGE_ROWS = 1_000;

/** Rows by pages: `page` gets the last row of the page before. No lock and no cursor is held between pages. */
export async function* paged(
  database: SqlDatabase,
  page: (last: SqlRow | undefined) => SqlWork<readonly SqlRow[]>,
): AsyncGenerator<SqlRow> {
  let last: SqlRow | undefined;
  do {
    const after = last;
    const rows = await database.read(() => page(after));
    yield* rows;
    last = rows.length < PAGE_ROWS ? undefined : rows.at(-1);
  } while (last !== undefined);
}
