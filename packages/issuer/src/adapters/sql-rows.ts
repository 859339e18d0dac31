// Rows of the tables `record` and `certificate` as the domain's values.

import type { Certificate, RevocationReason } from "../domain/certificate.ts";
import type { SuspensionReason } from "../domain/status-change.ts";
import type { EnrolledRecord, VaccinationRecord } from "../domain/vaccination-record.ts";
import type { RowCipher } from "./row-cipher.ts";
import type { SqlRow } from "./sql.ts";

/** What a record's sealed column is bound to beside its id: the record that its sources make, and the registry's row by itself. */
export const RECORD = "record";
export const RECORD_ROW = "record row";
export const CERTIFICATE = "certificate";

/** A record as its sources make it. */
export function toEnrolledRecord(row: SqlRow, cipher: RowCipher): EnrolledRecord {
  const recordId = String(row.record_id);
  return {
    recordId,
    mobileHash: String(row.mobile_hash),
    contentHash: String(row.content_hash),
    revision: Number(row.revision),
    record: openRecord(RECORD, recordId, row.sealed, cipher),
  };
}

/** The registry's row behind a record; null where there is none. */
export function toRegistryRow(row: SqlRow, cipher: RowCipher): EnrolledRecord | null {
  if (row.row_hash === null) return null;
  const enrolled = toEnrolledRecord(row, cipher);
  const record =
    row.row_sealed === null ? enrolled.record : openRecord(RECORD_ROW, enrolled.recordId, row.row_sealed, cipher);
  return { ...enrolled, contentHash: String(row.row_hash), record };
}

function openRecord(table: string, recordId: string, sealed: SqlRow[string] | undefined, cipher: RowCipher) {
  return JSON.parse(cipher.open(table, recordId, sealed as Uint8Array)) as VaccinationRecord;
}

/** A certificate. */
export function toCertificate(row: SqlRow, cipher: RowCipher): Certificate {
  const certificateId = String(row.certificate_id);
  const { revoked_at: revokedAt, suspended_at: suspendedAt } = row;
  return {
    certificateId,
    kid: String(row.kid),
    statusIndex: Number(row.status_index),
    iat: Number(row.iat),
    exp: Number(row.exp),
    qrText: cipher.open(CERTIFICATE, certificateId, row.sealed as Uint8Array),
    ...(revokedAt === null
      ? {}
      : { revoked: { at: Number(revokedAt), reason: row.revoked_reason as RevocationReason } }),
    ...(suspendedAt === null
      ? {}
      : { suspended: { at: Number(suspendedAt), reason: row.suspended_reason as SuspensionReason } }),
  };
}
