// The audit trail in SQL. Appending holds the trail to the end of the transaction, so entries have no gap and one order.

import { AUDIT_ORIGIN, type AuditFact, type AuditHead, type AuditRecord, chainAudit } from "../domain/audit.ts";
import type { AuditStore } from "../domain/ports.ts";
import {
  all,
  get,
  hold,
  placeholders,
  run,
  type SqlDatabase,
  type SqlRow,
  type SqlValue,
  type SqlWork,
} from "./sql.ts";

const HEAD = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";
/** Entries of one statement: 8 values each, well below what either database takes. */
const ENTRIES_AT_ONCE = 50;
const PAGE = "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?";

/** The audit trail over an open database. */
export function createSqlAuditStore(database: SqlDatabase): AuditStore {
  return {
    append: (facts) => database.transaction(() => appendAudit(facts)),
    page: (after, limit) =>
      database.read(function* () {
        return (yield* all(PAGE, after, limit)).map(toRecord);
      }),
    head: () => database.read(readHead),
  };
}

/** Appends inside a transaction, as its last statements: whoever comes next waits for its end. */
export function* appendAudit(facts: readonly AuditFact[]): SqlWork<AuditHead> {
  if (facts.length > 0) yield* hold("audit");
  let head = yield* readHead();
  for (let first = 0; first < facts.length; first += ENTRIES_AT_ONCE) {
    const values: SqlValue[] = [];
    for (const fact of facts.slice(first, first + ENTRIES_AT_ONCE)) {
      const { sequence, at, actor, action, subject, detail, previous, hash } = chainAudit(fact, head);
      values.push(sequence, at, actor, action, subject, JSON.stringify(detail), previous, hash);
      head = { sequence, hash };
    }
    yield* run(insertSql(values.length / 8), ...values);
  }
  return head;
}

function insertSql(entries: number): string {
  const rows = Array.from({ length: entries }, () => `(${placeholders(8)})`).join(", ");
  return `INSERT INTO audit (sequence, at, actor, action, subject, detail, previous, hash) VALUES ${rows}`;
}

function* readHead(): SqlWork<AuditHead> {
  const row = yield* get(HEAD);
  return row === undefined
    ? { sequence: 0, hash: AUDIT_ORIGIN }
    : { sequence: Number(row.sequence), hash: String(row.hash) };
}

function toRecord(row: SqlRow): AuditRecord {
  return {
    sequence: Number(row.sequence),
    at: Number(row.at),
    actor: String(row.actor),
    action: String(row.action),
    subject: String(row.subject),
    detail: JSON.parse(String(row.detail)) as AuditRecord["detail"],
    previous: String(row.previous),
    hash: String(row.hash),
  };
}
