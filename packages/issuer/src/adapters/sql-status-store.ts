// Statuses in SQL: the log, the newest status beside each certificate, and the versions that publishing makes of the log.

import type { StatusStore } from "../domain/ports.ts";
import type {
  ListedStatus,
  StatusChange,
  StatusCounts,
  StatusDecision,
  StatusTarget,
  StatusVersion,
} from "../domain/status-change.ts";
import { MAX_STATUS_TARGETS } from "../domain/status-change.ts";
import {
  all,
  allLocked,
  get,
  getLocked,
  PAGE_ROWS,
  paged,
  placeholders,
  run,
  type SqlDatabase,
  type SqlRow,
  type SqlWork,
} from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";

const CERTIFICATE =
  "SELECT certificate_id, kid, status_index, revoked_at, suspended_at FROM certificate WHERE certificate_id = ?";
const SET = `UPDATE certificate SET revoked_at = ?, revoked_reason = ?, suspended_at = ?, suspended_reason = ?
  WHERE certificate_id = ?`;
const LOG = `INSERT INTO status_change (certificate_id, kid, status_index, status, at, reason, actor)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const NEWEST = "SELECT version, sealed_at FROM status_version WHERE kid = ? ORDER BY version DESC LIMIT 1";
/** The status of an index at a version: that of the newest entry published by then. */
const STATUS_AT = `SELECT newest.status FROM status_change AS newest WHERE newest.kid = touched.kid
  AND newest.status_index = touched.status_index AND newest.version <= ? ORDER BY newest.version DESC, newest.change_id DESC LIMIT 1`;
const TOUCHED = `SELECT DISTINCT kid, status_index FROM status_change
  WHERE kid = ? AND version > ? AND version <= ? AND status_index > ? ORDER BY status_index LIMIT ${PAGE_ROWS}`;
const CHANGES = `SELECT touched.status_index, (${STATUS_AT}) AS before_status, (${STATUS_AT}) AS after_status
  FROM (${TOUCHED}) AS touched ORDER BY touched.status_index`;

/** Certificates of any of these records that are neither revoked nor, unless suspended, expired; in no order. */
export function currentIdsSql(records: number): string {
  return `SELECT DISTINCT certificate.certificate_id FROM certificate_record JOIN certificate USING (certificate_id)
    WHERE record_id IN (${placeholders(records)}) AND revoked_at IS NULL AND (exp > ? OR suspended_at IS NOT NULL)`;
}

/** Statuses over an open database. */
export function createSqlStatusStore(database: SqlDatabase): StatusStore {
  async function* changes(kid: string, from: number, to: number) {
    const page = (last: SqlRow | undefined) => all(CHANGES, from, to, kid, from, to, Number(last?.status_index ?? -1));
    for await (const row of paged(database, page)) {
      const before = (row.before_status ?? "valid") as ListedStatus;
      const after = (row.after_status ?? "valid") as ListedStatus;
      if (before !== after) yield { statusIndex: Number(row.status_index), before, after };
    }
  }

  async function* statuses(kid: string, version: number) {
    for await (const { statusIndex, after } of changes(kid, 0, version)) {
      if (after !== "valid") yield { statusIndex, status: after };
    }
  }

  return {
    set: (target, decision, audit) =>
      database.transaction(function* () {
        const counts = yield* decideStatus(yield* targetIds(target), decision);
        if (audit !== undefined) yield* appendAudit([audit]);
        return counts;
      }),
    historyOf: (certificateId) =>
      database.read(function* () {
        const sql = "SELECT * FROM status_change WHERE kid = ? AND status_index = ? ORDER BY change_id";
        const [kid, cti] = certificateId.split("-") as [string, string];
        const rows = yield* all(sql, kid, Number.parseInt(cti, 16));
        return rows.map(toChange);
      }),
    seal: (kid, { after, at }) =>
      database.transaction(function* (): SqlWork<StatusVersion | null> {
        // One at a time for each key; and a kid that is no key's has no list.
        const key = yield* getLocked("SELECT kid FROM signing_key WHERE kid = ?", kid);
        const newest = Number((yield* get(NEWEST, kid))?.version ?? 0);
        if (key === undefined || newest !== after) return null;
        const version = after + 1;
        yield* run("INSERT INTO status_version (kid, version, sealed_at) VALUES (?, ?, ?)", kid, version, at);
        yield* run("UPDATE status_change SET version = ? WHERE kid = ? AND version IS NULL", version, kid);
        return { kid, version, sealedAt: at };
      }),
    versions: (kid) =>
      database.read(function* () {
        const rows = yield* all("SELECT * FROM status_version WHERE kid = ? ORDER BY version", kid);
        return rows.map((row) => ({ kid, version: Number(row.version), sealedAt: Number(row.sealed_at) }));
      }),
    changesBetween: changes,
    statusAt: statuses,
  };
}

function* targetIds(target: StatusTarget): SqlWork<readonly string[]> {
  if ("certificateIds" in target) {
    if (target.certificateIds.length > MAX_STATUS_TARGETS) throw new TypeError("too many certificates at once");
    return target.certificateIds;
  }
  return yield* currentIds(target.recordIds, target.now);
}

/** Ids of the current certificates of these records, in order. With the records held, none is issued on them meanwhile. */
export function* currentIds(recordIds: readonly string[], now: number): SqlWork<readonly string[]> {
  if (recordIds.length === 0) return [];
  const held = `SELECT record_id FROM record WHERE record_id IN (${placeholders(recordIds.length)}) ORDER BY record_id`;
  yield* allLocked(held, ...recordIds);
  const rows = yield* all(currentIdsSql(recordIds.length), ...recordIds, now);
  return rows.map((row) => String(row.certificate_id)).toSorted();
}

/** Gives these certificates a status inside a transaction, as StatusStore.set says. */
export function* decideStatus(certificateIds: readonly string[], decision: StatusDecision): SqlWork<StatusCounts> {
  const { status, at, reason, actor } = decision;
  const changed: string[] = [];
  let [already, final, unknown] = [0, 0, 0];
  for (const certificateId of certificateIds) {
    const row = yield* getLocked(CERTIFICATE, certificateId);
    const before = row === undefined ? null : statusOfRow(row);
    if (row === undefined) unknown++;
    else if (before === status) already++;
    else if (before === "revoked") final++;
    else {
      const revoked = status === "revoked" ? [at, reason] : [null, null];
      const suspended = status === "suspended" ? [at, reason] : [null, null];
      yield* run(SET, ...revoked, ...suspended, certificateId);
      yield* run(LOG, certificateId, String(row.kid), Number(row.status_index), status, at, reason, actor);
      changed.push(certificateId);
    }
  }
  return { changed, already, final, unknown };
}

function statusOfRow(row: SqlRow): ListedStatus {
  if (row.revoked_at !== null) return "revoked";
  return row.suspended_at === null ? "valid" : "suspended";
}

function toChange(row: SqlRow): StatusChange {
  return {
    certificateId: String(row.certificate_id),
    kid: String(row.kid),
    statusIndex: Number(row.status_index),
    status: row.status as ListedStatus,
    at: Number(row.at),
    reason: row.reason as StatusChange["reason"],
    actor: String(row.actor),
    version: row.version === null ? null : Number(row.version),
  };
}
