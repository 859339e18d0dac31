// PostgreSQL through `pg`, the only importer of it. Made for several service processes on one database, also through pgbouncer in
// transaction mode: no session state, no named statements, locks that end with their transaction. Every wait has an end: for a
// connection, for a statement, for a lock, for a transaction that its process forgot.
//
// Isolation is READ COMMITTED with the locks that the work names (sql.ts): each statement sees everything that was committed before
// it, so what is read after a lock stands until the end. A deadlock is one transaction's second try, not an error.

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { PortError } from "../domain/refusal.ts";
import type { SqlDatabase, SqlParameters, SqlResult, SqlRow, SqlStatement, SqlValue, SqlWork } from "./sql.ts";

/** A pool of connections, and what migrations need beside the stores' way. */
export type PostgresDatabase = SqlDatabase & {
  /** Several statements in one transaction, one process at a time; `work` gets a way to run each. */
  readonly script: (work: (run: (sql: string) => Promise<readonly SqlRow[]>) => Promise<void>) => Promise<void>;
};

/** Bounds of the pool. */
export type PostgresLimits = {
  /** Connections of this process. PostgreSQL allows 100 in all unless told otherwise; a commit waits for the disk, not for us. */
  readonly connections: number;
  /** How long a caller waits for a connection, and a statement for its end. */
  readonly waitMilliseconds: number;
};

/** Ten connections keep two cores busy; ten seconds are as long as SQLite waits for its lock. */
export const DEFAULT_POSTGRES_LIMITS: PostgresLimits = { connections: 10, waitMilliseconds: 10_000 };

/** Times that a transaction is begun again after a deadlock or a serialization failure. */
const MAX_TRIES = 6;

/** SQLSTATE classes and codes (PostgreSQL manual, Appendix A). */
const SQLSTATE = {
  DISK_FULL: "53100",
  /** serialization_failure, deadlock_detected: another try is the cure. */
  AGAIN: ["40001", "40P01"],
  /** lock_not_available, query_canceled (a time-out), too_many_connections. */
  BUSY: ["55P03", "57014", "53300"],
} as const;

/** PostgreSQL's oids of bigint and bytea. */
const OID = { INT8: 20, BYTEA: 17 } as const;

/** Begins a transaction with every wait bounded; SET LOCAL ends with it, so pgbouncer may give the connection to anybody next. */
function beginSql({ waitMilliseconds }: PostgresLimits): string {
  return `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = ${waitMilliseconds};
    SET LOCAL lock_timeout = ${waitMilliseconds}; SET LOCAL idle_in_transaction_session_timeout = ${waitMilliseconds};
    SET LOCAL synchronous_commit = on`;
}

/**
 * A pool over the database at `url` (postgresql://…; `sslmode` and `sslrootcert` as libpq's). Connects when first used. Every method
 * rejects with PortError DISK_FULL, STORE_BUSY, or STORE_UNAVAILABLE: then the next call connects anew. Where the connection is lost
 * during a commit, nobody can say whether it took place: repeat the call, as every domain step allows.
 */
export function openPostgresDatabase(url: string, limits: PostgresLimits = DEFAULT_POSTGRES_LIMITS): PostgresDatabase {
  const pool = new pg.Pool({
    ...connectionOf(url),
    max: limits.connections,
    connectionTimeoutMillis: limits.waitMilliseconds,
    // The server ends statements of transactions by itself; this ends a wait for a server that is gone.
    query_timeout: 2 * limits.waitMilliseconds,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: "mohor-issuer",
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while nobody uses it has left the pool, and one in use fails the call that uses it: in neither case is
  // there anything to do here, but an event that nobody listens to would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const begin = beginSql(limits);
  const translated = new Map<string, Translated>();

  async function execute(client: pg.Pool | pg.PoolClient, statement: SqlStatement): Promise<SqlResult> {
    const { text, values } = toQuery(statement, translated);
    const { rows, rowCount } = await asked(client.query(text, values));
    return { rows: rows as SqlRow[], changes: statement.kind === "run" ? (rowCount ?? 0) : 0 };
  }

  async function drive<T>(client: pg.Pool | pg.PoolClient, work: SqlWork<T>): Promise<T> {
    let step = work.next();
    while (!step.done) step = work.next(await execute(client, step.value));
    return step.value;
  }

  async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await asked(pool.connect());
    let broken = false;
    try {
      await asked(client.query(begin));
      const result = await work(client);
      await asked(client.query("COMMIT"));
      return result;
    } catch (error) {
      // What made the work fail is worth more than what follows from it.
      broken = await client.query("ROLLBACK").then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function untilDone<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (tries === MAX_TRIES || !SQLSTATE.AGAIN.some((state) => state === sqlStateOf(error))) throw error;
        // Longer each time, and not the same for both.
        await wait(2 ** tries * (2 + 3 * Math.random()));
      }
    }
  }

  return {
    read: (work) => untilDone(() => drive(pool, work())),
    transaction: (work) => untilDone(() => inTransaction((client) => drive(client, work()))),
    script: (work) =>
      untilDone(() =>
        inTransaction(async (client) => {
          await asked(client.query("SELECT pg_advisory_xact_lock(hashtextextended('mohor migration', 0))"));
          await work(async (sql) => (await asked(client.query(sql))).rows as SqlRow[]);
        }),
      ),
    async close() {
      if (!pool.ended && !pool.ending) await pool.end();
    },
  };
}

/** `pg` takes the URL's certificates as file names; anything it cannot parse is a mistake in the settings. */
function connectionOf(url: string): pg.ClientConfig {
  if (!/^postgres(?:ql)?:\/\//.test(url)) {
    throw new PortError("STORE_UNAVAILABLE", "the database's address does not begin with postgresql://");
  }
  return { connectionString: url };
}

/** bigint as a number: all are times, counts and indices below 2^53. bytea as plain bytes. */
function parserOf(oid: number, format?: unknown): (text: string) => unknown {
  if (oid === OID.INT8) return Number;
  if (oid === OID.BYTEA) return (text) => new Uint8Array(Buffer.from(text.slice(2), "hex"));
  return pg.types.getTypeParser(oid, format as "text");
}

type Translated = { readonly text: string; readonly names: readonly string[] };

/**
 * The cluster's identity, the database in it, and the timeline, which another one takes the place of when a standby is promoted or an
 * older state is recovered. A name of a WAL file begins with the timeline (PostgreSQL manual, §30.6).
 */
const PLACE = `SELECT concat_ws(':', system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()),
  left(pg_walfile_name(pg_current_wal_lsn()), 8)) AS place FROM pg_control_system()`;

/** ? and :names to $1 …; a cast (::) is none. */
function toQuery(statement: SqlStatement, translated: Map<string, Translated>) {
  if (statement.kind === "hold") {
    return { text: "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", values: [`mohor ${statement.name}`] };
  }
  if (statement.kind === "place") return { text: PLACE, values: [] };
  const { sql, values } = statement;
  const { text, names } = translated.get(sql) ?? translate(sql);
  translated.set(sql, { text, names });
  const locking = statement.kind === "rows" && statement.locking ? " FOR NO KEY UPDATE" : "";
  return { text: text + locking, values: [...ordered(values, names)] };
}

function ordered(values: SqlParameters, names: readonly string[]): readonly SqlValue[] {
  if (names.length === 0) return values as readonly SqlValue[];
  const [named] = values as readonly [Readonly<Record<string, SqlValue>>];
  return names.map((name) => named[name] as SqlValue);
}

function translate(sql: string): Translated {
  const names: string[] = [];
  let positional = 0;
  const text = sql.replaceAll(/\?|(?<!:):([a-zA-Z]\w*)/g, (_, name: string | undefined) => {
    if (name === undefined) return `$${++positional}`;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

/** The SQLSTATE that the server gave as the reason of a port's error. */
function sqlStateOf(error: unknown): string | undefined {
  const cause = error instanceof PortError ? error.cause : undefined;
  return cause instanceof ServerError ? cause.state : undefined;
}

/** What the server says about an error may quote a row: only its code goes on. */
class ServerError extends Error {
  readonly state: string;

  constructor(state: string) {
    super(`SQLSTATE ${state}`);
    this.name = "ServerError";
    this.state = state;
  }
}

/** The answer of the driver, or its error as the port's. Errors of the work between the statements never pass here. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const state = error instanceof pg.DatabaseError ? (error.code ?? "") : null;
    if (state === null) {
      throw new PortError("STORE_UNAVAILABLE", "the database cannot be reached", { cause: error });
    }
    const cause = new ServerError(state);
    if (state === SQLSTATE.DISK_FULL) throw new PortError("DISK_FULL", "no space is left for the database", { cause });
    if ([...SQLSTATE.BUSY, ...SQLSTATE.AGAIN].some((code) => code === state)) {
      throw new PortError("STORE_BUSY", "the database is held by others", { cause });
    }
    throw new PortError("STORE_UNAVAILABLE", `the database failed with SQLSTATE ${state}`, { cause });
  }
}
