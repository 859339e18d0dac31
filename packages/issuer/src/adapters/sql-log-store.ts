// The transparency log's entries in SQL. They are written without a place, so that certificates issued at once need not wait for each
// other; the one writer gives places in the order of the rows' ids.

import { bytesEqual, fromHex, toHex } from "@mohor/schema";
import type { TreeHead } from "../domain/log/merkle-tree.ts";
import type { LogStore } from "../domain/ports.ts";
import {
  all,
  get,
  hold,
  PAGE_ROWS,
  paged,
  placeholders,
  run,
  type SqlDatabase,
  type SqlRow,
  type SqlWork,
} from "./sql.ts";

const ADD = "INSERT INTO log_entry (digest) VALUES (?)";
const LAST = "SELECT max(place) AS last FROM log_entry";
/** The next places for a page of entries that have none, in the order of their ids. */
const PLACE = `UPDATE log_entry SET place = pending.place FROM (
    SELECT entry_id, CAST(? AS BIGINT) + row_number() OVER (ORDER BY entry_id) - 1 AS place
    FROM log_entry WHERE place IS NULL ORDER BY entry_id LIMIT ${PAGE_ROWS}
  ) AS pending WHERE pending.entry_id = log_entry.entry_id`;
const ENTRIES = `SELECT place, digest FROM log_entry WHERE place >= ? ORDER BY place LIMIT ${PAGE_ROWS}`;
const HEAD = "SELECT size, root FROM log_head ORDER BY size DESC LIMIT 1";
const RECORD = "INSERT INTO log_head (size, root) VALUES (?, ?)";

/** The log over an open database. */
export function createSqlLogStore(database: SqlDatabase): LogStore {
  async function* entriesFrom(place: number) {
    const page = (last: SqlRow | undefined) => all(ENTRIES, last === undefined ? place : Number(last.place) + 1);
    for await (const row of paged(database, page)) yield fromHex(String(row.digest));
  }

  return {
    add: (entries) =>
      database.transaction(function* () {
        yield* hold("log");
        const digests = [...new Set(entries.map(toHex))];
        for (let i = 0; i < digests.length; i += PAGE_ROWS) yield* addMissing(digests.slice(i, i + PAGE_ROWS));
      }),
    async sequence() {
      // A page a transaction, so that certificates are issued in between.
      for (;;) {
        const { placed, more } = await database.transaction(placeOnePage);
        if (!more) return placed;
      }
    },
    entriesFrom,
    head: () => database.read(readHead),
    recordHead: (head) =>
      database.transaction(function* () {
        yield* hold("log");
        const newest = yield* readHead();
        if (newest !== null && newest.size >= head.size) {
          return newest.size === head.size && bytesEqual(newest.root, head.root);
        }
        yield* run(RECORD, head.size, toHex(head.root));
        return true;
      }),
  };
}

/** Adds an entry inside a transaction. */
export function* addLogEntry(entry: Uint8Array): SqlWork<void> {
  yield* run(ADD, toHex(entry));
}

/** Of a page of digests those that are not there yet. */
function* addMissing(digests: readonly string[]): SqlWork<void> {
  const held = yield* all(`SELECT digest FROM log_entry WHERE digest IN (${placeholders(digests.length)})`, ...digests);
  const known = new Set(held.map(({ digest }) => digest));
  const missing = digests.filter((digest) => !known.has(digest));
  if (missing.length === 0) return;
  yield* run(`INSERT INTO log_entry (digest) VALUES ${missing.map(() => "(?)").join(", ")}`, ...missing);
}

function* placeOnePage(): SqlWork<{ readonly placed: number; readonly more: boolean }> {
  yield* hold("log");
  const last = (yield* get(LAST))?.last ?? null;
  const next = last === null ? 0 : Number(last) + 1;
  const placed = yield* run(PLACE, next);
  return { placed: next + placed, more: placed === PAGE_ROWS };
}

function* readHead(): SqlWork<TreeHead | null> {
  const row = yield* get(HEAD);
  return row === undefined ? null : { size: Number(row.size), root: fromHex(String(row.root)) };
}
