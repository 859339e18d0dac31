// The registry in SQL: rows of its file and reports of centres, and the records that they make. Names, dates and doses are sealed;
// numbers and ids are keyed hashes already.

import type { AuditFact } from "../domain/audit.ts";
import { type DoseEvent, mergeSources, type RecordSources } from "../domain/dose-event.ts";
import type { CertificateReview, DoseEventStore, RecordStore, RegistryChange } from "../domain/ports.ts";
import { refusal } from "../domain/refusal.ts";
import type { DoseReported } from "../domain/report-dose.ts";
import type { EnrolledRecord } from "../domain/vaccination-record.ts";
import type { RowCipher } from "./row-cipher.ts";
import { all, get, getLocked, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";
import { RECORD, RECORD_ROW, toCertificate, toEnrolledRecord, toRegistryRow } from "./sql-rows.ts";
import { currentIds, decideStatus } from "./sql-status-store.ts";
import { findAnswer, rememberAnswer } from "./sql-token-store.ts";

const HELD = "SELECT * FROM record WHERE record_id = ?";
const INSERT = `INSERT INTO record (mobile_hash, content_hash, revision, sealed, row_hash, row_sealed, record_id)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record_id) DO NOTHING`;
const REPLACE = `UPDATE record SET mobile_hash = ?, content_hash = ?, revision = ?, sealed = ?, row_hash = ?, row_sealed = ?
  WHERE record_id = ?`;
const RAISE_REVISION = "UPDATE record SET revision = ? WHERE record_id = ?";
const ON_MOBILE = "SELECT * FROM record WHERE mobile_hash = ? ORDER BY record_id LIMIT ?";
const EVENTS_OF = "SELECT * FROM dose_event WHERE record_id = ?";
const EVENT = "SELECT * FROM dose_event WHERE event_key = ?";
const PUT_EVENT = `INSERT INTO dose_event (event_key, record_id, revision, content_hash, sealed) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (event_key) DO UPDATE
  SET revision = excluded.revision, content_hash = excluded.content_hash, sealed = excluded.sealed`;
const RECORDS_OF = "SELECT record.* FROM certificate_record JOIN record USING (record_id) WHERE certificate_id = ?";
const CERTIFICATE = "SELECT * FROM certificate WHERE certificate_id = ?";

const DOSE_EVENT = "dose_event";

/** What became of a row. */
type RowOutcome = "inserted" | "updated" | "unchanged" | "outdated" | "conflicting";

/** The registry over an open database. */
export function createSqlRecordStore(database: SqlDatabase, cipher: RowCipher): RecordStore {
  function* upsertOne(row: EnrolledRecord): SqlWork<RowOutcome> {
    let held = yield* getLocked(HELD, row.recordId);
    if (held === undefined) {
      if (yield* writeRecord({ row, events: [] }, INSERT, cipher)) return "inserted";
      // Somebody else's came in between; it is committed, because the insert has waited for that.
      held = yield* getLocked(HELD, row.recordId);
    }
    if (held !== undefined && held.row_hash !== null) {
      const revision = Number(held.revision);
      if (revision > row.revision) return "outdated";
      if (held.row_hash === row.contentHash) {
        if (revision !== row.revision) yield* run(RAISE_REVISION, row.revision, row.recordId);
        return "unchanged";
      }
      if (revision === row.revision) return "conflicting";
    }
    yield* writeRecord({ row, events: yield* eventsOf(row.recordId, cipher) }, REPLACE, cipher);
    return "updated";
  }

  return {
    upsert: (batch, change) =>
      database.transaction(function* () {
        const counts = { inserted: 0, updated: 0, unchanged: 0, outdated: 0 };
        const conflicting: number[] = [];
        const facts: AuditFact[] = [];
        let revoked = 0;
        for (const [at, row] of batch.entries()) {
          const outcome = yield* upsertOne(row);
          if (outcome === "conflicting") conflicting.push(at);
          else counts[outcome]++;
          if (outcome === "updated") revoked += yield* reviewCertificates(row.recordId, change, cipher);
          if (outcome === "inserted" || outcome === "updated") facts.push(factOf(row, outcome, change));
        }
        yield* appendAudit(facts);
        return { ...counts, conflicting, revoked };
      }),
    onMobile: (mobileHash, limit) =>
      database.read(function* () {
        return (yield* all(ON_MOBILE, mobileHash, limit)).map((row) => toEnrolledRecord(row, cipher));
      }),
  };
}

function factOf({ recordId, revision }: EnrolledRecord, outcome: string, { now, actor }: RegistryChange): AuditFact {
  return { at: now, actor, action: `record-${outcome}`, subject: recordId, detail: { revision } };
}

/** Reports of centres over an open database. */
export function createSqlDoseEventStore(database: SqlDatabase, cipher: RowCipher): DoseEventStore {
  function* sourcesOf(recordId: string): SqlWork<RecordSources & { readonly isHeld: boolean }> {
    const held = yield* getLocked(HELD, recordId);
    const row = held === undefined ? null : toRegistryRow(held, cipher);
    return { row, events: yield* eventsOf(recordId, cipher), isHeld: held !== undefined };
  }

  return {
    put: (event, decide, { now, review, audit, request }) =>
      database.transaction(function* () {
        const before = request && (yield* findAnswer(request.scope, request.keyHash, now, cipher));
        if (before && before.requestHash !== request?.requestHash) return refusal("IDEMPOTENCY_KEY_REUSED");
        if (before) return { ok: true, reported: JSON.parse(before.body) as DoseReported } as const;
        const { eventKey, recordId, revision, contentHash } = event;
        let reported: DoseReported | undefined;
        while (reported === undefined) {
          const { isHeld, ...sources } = yield* sourcesOf(recordId);
          const held = yield* getLocked(EVENT, eventKey);
          const decided = decide(held === undefined ? null : toEvent(held, cipher), sources);
          if (!decided.ok) return decided;
          const { outcome } = decided;
          let revoked = 0;
          if (outcome !== "unchanged") {
            const others = sources.events.filter((other) => other.eventKey !== eventKey);
            const after = { row: sources.row, events: [...others, event] };
            // Another process made the record in between: look again.
            if (!(yield* writeRecord(after, isHeld ? REPLACE : INSERT, cipher))) continue;
            const sealed = cipher.seal(DOSE_EVENT, eventKey, JSON.stringify(event));
            yield* run(PUT_EVENT, eventKey, recordId, revision, contentHash, sealed);
            revoked = yield* reviewCertificates(recordId, { now, review, actor: audit(outcome).actor }, cipher);
            yield* appendAudit([audit(outcome)]);
          }
          reported = { outcome, revision, revoked };
        }
        if (request === undefined) return { ok: true, reported } as const;
        const answer = { ...request, status: 200, body: JSON.stringify(reported) };
        const { body } = yield* rememberAnswer(answer, now, cipher);
        return { ok: true, reported: JSON.parse(body) as DoseReported } as const;
      }),
  };
}

function* eventsOf(recordId: string, cipher: RowCipher): SqlWork<readonly DoseEvent[]> {
  return (yield* all(EVENTS_OF, recordId)).map((row) => toEvent(row, cipher));
}

function toEvent(row: SqlRow, cipher: RowCipher): DoseEvent {
  return JSON.parse(cipher.open(DOSE_EVENT, String(row.event_key), row.sealed as Uint8Array)) as DoseEvent;
}

/** Writes the record that its sources make; false where it should be inserted and is there. */
function* writeRecord(sources: RecordSources, sql: string, cipher: RowCipher): SqlWork<boolean> {
  const merged = mergeSources(sources);
  if (merged === null) throw new TypeError("a record has a source");
  const { row, events } = sources;
  const { recordId, mobileHash, contentHash, revision, record } = merged;
  const sealed = cipher.seal(RECORD, recordId, JSON.stringify(record));
  const needsRow = row !== null && events.length > 0;
  const rowSealed = needsRow ? cipher.seal(RECORD_ROW, recordId, JSON.stringify(row.record)) : null;
  const values = [mobileHash, contentHash, revision, sealed, row?.contentHash ?? null, rowSealed];
  return (yield* run(sql, ...values, recordId)) === 1;
}

/** Revokes what the review of a changed record's current certificates says; how many. */
function* reviewCertificates(
  recordId: string,
  { now, review, actor }: { readonly now: number; readonly review: CertificateReview; readonly actor: string },
  cipher: RowCipher,
): SqlWork<number> {
  let revoked = 0;
  for (const certificateId of yield* currentIds([recordId], now)) {
    const row = yield* get(CERTIFICATE, certificateId);
    if (row === undefined) continue;
    const records = (yield* all(RECORDS_OF, certificateId)).map((held) => toEnrolledRecord(held, cipher));
    const reason = review(toCertificate(row, cipher), records);
    if (reason === null) continue;
    yield* decideStatus([certificateId], { status: "revoked", at: now, reason, actor });
    revoked++;
  }
  return revoked;
}
