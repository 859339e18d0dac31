// The transparency log's entries in SQL. They are written without a place, so that certificates issued at once need not wait for each
// other; the one writer gives places in the order of the rows' ids.

import { bytesEqual, fromHex, toHex } from "@mohor/schema";
import type { TreeHead } from "../domain/log/merkle-tree.ts";
import type { LogStore } from "../domain/ports.ts";
import { all, get, hold, PAGE_ROWS, paged, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";

const ADD = "INSERT INTO log_entry (digest) VALUES (?)";
const HAS = "SELECT 1 AS there FROM log_entry WHERE digest = ? LIMIT 1";
const COUNT = "SELECT count(place) AS placed FROM log_entry";
const PENDING = `SELECT entry_id FROM log_entry WHERE place IS NULL ORDER BY entry_id LIMIT ${PAGE_ROWS}`;
const PLACE = "UPDATE log_entry SET place = ? WHERE entry_id = ?";
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
        for (const entry of entries) {
          if ((yield* get(HAS, toHex(entry))) === undefined) yield* addLogEntry(entry);
        }
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

function* placeOnePage(): SqlWork<{ readonly placed: number; readonly more: boolean }> {
  yield* hold("log");
  let placed = Number((yield* get(COUNT))?.placed ?? 0);
  const pending = yield* all(PENDING);
  for (const { entry_id: id } of pending) yield* run(PLACE, placed++, Number(id));
  return { placed, more: pending.length === PAGE_ROWS };
}

function* readHead(): SqlWork<TreeHead | null> {
  const row = yield* get(HEAD);
  return row === undefined ? null : { size: Number(row.size), root: fromHex(String(row.root)) };
}
