// One person's data in SQL: all of it, none of it, and what is no longer needed.

import type { PersonKey } from "../domain/person.ts";
import type { PersonStore } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import { all, allLocked, hold, placeholders, run, type SqlDatabase, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";
import { receiptsOf } from "./sql-consent-store.ts";
import { toCertificate, toEnrolledRecord } from "./sql-rows.ts";
import { currentIds, decideStatus } from "./sql-status-store.ts";

const EXPIRED = "SELECT certificate_id FROM certificate WHERE exp < ? ORDER BY exp LIMIT ?";
const ENDED_CONSENTS = `SELECT receipt_id FROM consent_receipt WHERE withdrawn_at < ?
  OR given_at < ? AND NOT EXISTS (SELECT 1 FROM issue WHERE issue.challenge_id = consent_receipt.challenge_id)
  ORDER BY given_at LIMIT ?`;

/** People over an open database. */
export function createSqlPersonStore(database: SqlDatabase, cipher: RowCipher): PersonStore {
  return {
    exportOf: (person) =>
      database.read(function* () {
        const records = yield* recordRows(person, all);
        const ids = yield* certificateIds(person.recordIds);
        const list = placeholders(Math.max(1, ids.length));
        const certificates =
          ids.length === 0
            ? []
            : yield* all(
                `SELECT * FROM certificate WHERE certificate_id IN (${list}) ORDER BY iat DESC, certificate_id`,
                ...ids,
              );
        return {
          records: records.map((row) => toEnrolledRecord(row, cipher)),
          certificates: certificates.map((row) => toCertificate(row, cipher)),
          consents: yield* receiptsOf(person, cipher),
        };
      }),
    erase: (person, audit) =>
      database.transaction(function* () {
        // Nobody asks for a code and nothing is issued on these records meanwhile.
        yield* hold(`number ${person.mobileHash}`);
        const records = (yield* recordRows(person, allLocked)).map((row) => String(row.record_id));
        const ids = yield* certificateIds(person.recordIds);
        const decision = { status: "revoked", at: audit.at, reason: "holder-request", actor: audit.actor } as const;
        yield* decideStatus(yield* currentIds(person.recordIds, audit.at), decision);
        const consents = (yield* receiptsOf(person, cipher)).map(({ receiptId }) => receiptId);
        yield* deleteConsents(consents);
        const challenges = yield* deleteChallenges(person.mobileHash, ids);
        yield* deleteCertificates(ids);
        for (const recordId of records) {
          yield* run("DELETE FROM dose_event WHERE record_id = ?", recordId);
          yield* run("DELETE FROM record WHERE record_id = ?", recordId);
        }
        yield* appendAudit([audit]);
        return { records: records.length, certificates: ids.length, consents: consents.length, challenges };
      }),
    forget: ({ certificatesExpiredBefore, consentsBefore }, limit) =>
      database.transaction(function* () {
        const expired = yield* all(EXPIRED, certificatesExpiredBefore, limit);
        yield* deleteCertificates(expired.map((row) => String(row.certificate_id)));
        const ended = yield* all(ENDED_CONSENTS, consentsBefore, consentsBefore, limit);
        yield* deleteConsents(ended.map((row) => String(row.receipt_id)));
        return { certificates: expired.length, consents: ended.length };
      }),
  };
}

/** The person's records that are still under their number: another's records are nobody's to ask for. */
function* recordRows({ mobileHash, recordIds }: PersonKey, read: typeof all) {
  if (recordIds.length === 0) return [];
  const list = placeholders(recordIds.length);
  const sql = `SELECT * FROM record WHERE mobile_hash = ? AND record_id IN (${list}) ORDER BY record_id`;
  return yield* read(sql, mobileHash, ...recordIds);
}

function* certificateIds(recordIds: readonly string[]): SqlWork<readonly string[]> {
  if (recordIds.length === 0) return [];
  const list = placeholders(recordIds.length);
  const sql = `SELECT DISTINCT certificate_id FROM certificate_record WHERE record_id IN (${list}) ORDER BY certificate_id`;
  return (yield* all(sql, ...recordIds)).map((row) => String(row.certificate_id));
}

/**
 * Of a number's challenges those that yielded these certificates, and those that yielded nothing: a name typed in vain is personal
 * too. Others on the same number keep theirs; a code on its way to them is asked for again.
 */
function* deleteChallenges(mobileHash: string, ids: readonly string[]): SqlWork<number> {
  const nothing = `DELETE FROM challenge WHERE mobile_hash = ? AND NOT EXISTS
    (SELECT 1 FROM issue WHERE issue.challenge_id = challenge.challenge_id)`;
  const tokens = `DELETE FROM bearer_token WHERE challenge_id IN
    (SELECT challenge_id FROM challenge WHERE mobile_hash = ?)`;
  yield* run(tokens, mobileHash);
  let deleted = yield* run(nothing, mobileHash);
  for (const id of ids) {
    const sql = "DELETE FROM challenge WHERE challenge_id IN (SELECT challenge_id FROM issue WHERE certificate_id = ?)";
    deleted += yield* run(sql, id);
  }
  return deleted;
}

function* deleteCertificates(ids: readonly string[]): SqlWork<void> {
  for (const id of ids) {
    yield* run("DELETE FROM wallet_document WHERE certificate_id = ?", id);
    yield* run("DELETE FROM print_link WHERE certificate_id = ?", id);
    yield* run("DELETE FROM credential_offer WHERE certificate_id = ?", id);
    yield* run("DELETE FROM issue WHERE certificate_id = ?", id);
    yield* run("DELETE FROM certificate_record WHERE certificate_id = ?", id);
    yield* run("DELETE FROM certificate WHERE certificate_id = ?", id);
  }
}

function* deleteConsents(ids: readonly string[]): SqlWork<void> {
  for (const id of ids) {
    yield* run("DELETE FROM consent_receipt_record WHERE receipt_id = ?", id);
    yield* run("DELETE FROM consent_receipt WHERE receipt_id = ?", id);
  }
}
