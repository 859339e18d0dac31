// Certificates in SQL. `commit` is the transaction by which a certificate comes to be, or does not.

import type { Certificate } from "../domain/certificate.ts";
import { logEntryOfCertificate } from "../domain/log/transparency-log.ts";
import type { CertificateIssue, CertificateStore, CommitOutcome } from "../domain/ports.ts";
import type { VaccinationRecord } from "../domain/vaccination-record.ts";
import type { RowCipher } from "./row-cipher.ts";
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
import { addLogEntry } from "./sql-log-store.ts";
import { CERTIFICATE as TABLE, toCertificate, toEnrolledRecord } from "./sql-rows.ts";
import { currentIdsSql, decideStatus } from "./sql-status-store.ts";

const OF_CHALLENGE = `SELECT certificate.* FROM issue JOIN certificate USING (certificate_id) WHERE challenge_id = ?`;
const FIND = "SELECT * FROM certificate WHERE certificate_id = ?";
const INSERT = `INSERT INTO certificate (certificate_id, kid, status_index, iat, exp, sealed) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;
const LINK = "INSERT INTO certificate_record (record_id, certificate_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
const ISSUE = `INSERT INTO issue
  (challenge_id, certificate_id, at, purpose, audience, notice_version, notice_language, consent_at, desk)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TOKENS = `SELECT certificate_id, status_index, sealed FROM certificate
  WHERE kid = ? AND status_index > ? AND exp > ? ORDER BY status_index LIMIT ${PAGE_ROWS}`;
const ISSUED = `SELECT certificate_id FROM certificate WHERE certificate_id > ? AND iat >= ? AND iat < ? AND exp > ?
  AND revoked_at IS NULL ORDER BY certificate_id LIMIT ${PAGE_ROWS}`;
const RECORDS_OF = "SELECT record.* FROM certificate_record JOIN record USING (record_id) WHERE certificate_id = ?";

function currentSql(records: number): string {
  return `SELECT * FROM certificate WHERE certificate_id IN (${currentIdsSql(records)}) ORDER BY iat DESC, certificate_id`;
}

/** Certificates over an open database. */
export function createSqlCertificateStore(database: SqlDatabase, cipher: RowCipher): CertificateStore {
  function* one(sql: string, id: string): SqlWork<Certificate | null> {
    const row = yield* get(sql, id);
    return row === undefined ? null : toCertificate(row, cipher);
  }

  function* currentRows(recordIds: readonly string[], now: number): SqlWork<readonly SqlRow[]> {
    return recordIds.length === 0 ? [] : yield* all(currentSql(recordIds.length), ...recordIds, now);
  }

  function* stillStands({ basis, seen, at }: CertificateIssue): SqlWork<boolean> {
    if (basis.length === 0) return seen.length === 0;
    const recordIds = basis.map(({ recordId }) => recordId);
    // Held in one order by everybody, so that two certificates of one person are issued one after the other.
    const held = yield* allLocked(
      `SELECT record_id, content_hash FROM record WHERE record_id IN (${placeholders(basis.length)}) ORDER BY record_id`,
      ...recordIds,
    );
    const hashes = new Map(held.map((row) => [row.record_id, row.content_hash]));
    const unchanged = basis.every(({ recordId, contentHash }) => hashes.get(recordId) === contentHash);
    const current = yield* currentRows(recordIds, at);
    const ids = current.map((row) => String(row.certificate_id));
    const suspended = current.some((row) => row.suspended_at !== null);
    return unchanged && !suspended && ids.toSorted().join() === seen.toSorted().join();
  }

  function* commit(issue: CertificateIssue): SqlWork<CommitOutcome> {
    const { challengeId, certificate, at, consent, purpose } = issue;
    // Of two with one challenge the second waits here for the first, and finds its work.
    yield* getLocked("SELECT state FROM challenge WHERE challenge_id = ?", challengeId);
    const winner = yield* one(OF_CHALLENGE, challengeId);
    if (winner !== null) return { outcome: "already", certificate: winner };
    if (!(yield* stillStands(issue))) return { outcome: "changed" };
    const { certificateId, kid, statusIndex, iat, exp, qrText } = certificate;
    if (issue.isNew) {
      const sealed = cipher.seal(TABLE, certificateId, qrText);
      const inserted = yield* run(INSERT, certificateId, kid, statusIndex, iat, exp, sealed);
      if (inserted === 0) return { outcome: "index-taken" };
      yield* addLogEntry(logEntryOfCertificate(qrText));
    }
    // The challenge must be there and confirmed: without this row nothing may be issued, whatever the caller believes.
    const done = "UPDATE challenge SET state = 'done' WHERE challenge_id = ? AND state = 'confirmed'";
    if ((yield* run(done, challengeId)) !== 1) throw new TypeError("the challenge is not confirmed");
    for (const { recordId } of issue.basis) yield* run(LINK, recordId, certificateId);
    for (const { certificateId: old, reason } of issue.supersedes) {
      yield* decideStatus([old], { status: "revoked", at, reason, actor: "issuer" });
    }
    const { audience = null, noticeVersion, noticeLanguage, givenAt, desk = null } = consent;
    const row = [challengeId, certificateId, at, purpose, audience, noticeVersion, noticeLanguage, givenAt, desk];
    yield* run(ISSUE, ...row);
    if (issue.audit !== undefined) yield* appendAudit([issue.audit]);
    return { outcome: "committed" };
  }

  async function* issuedTokens(kid: string, now: number) {
    const page = (last: SqlRow | undefined) => all(TOKENS, kid, Number(last?.status_index ?? -1), now);
    for await (const row of paged(database, page)) {
      yield cipher.open(TABLE, String(row.certificate_id), row.sealed as Uint8Array);
    }
  }

  async function* issuedBetween({ from, to, now }: { from: number; to: number; now: number }) {
    const page = (last: SqlRow | undefined) => all(ISSUED, String(last?.certificate_id ?? ""), from, to, now);
    for await (const row of paged(database, page)) {
      const certificateId = String(row.certificate_id);
      const rows = await database.read(() => all(RECORDS_OF, certificateId));
      const records: readonly VaccinationRecord[] = rows.map((held) => toEnrolledRecord(held, cipher).record);
      yield { certificateId, records };
    }
  }

  return {
    ofChallenge: (challengeId) => database.read(() => one(OF_CHALLENGE, challengeId)),
    currentOf: (recordIds, now) =>
      database.read(function* () {
        return (yield* currentRows(recordIds, now)).map((row) => toCertificate(row, cipher));
      }),
    commit: (issue) => database.transaction(() => commit(issue)),
    find: (certificateId) => database.read(() => one(FIND, certificateId)),
    issuedTokens,
    issuedBetween,
  };
}
