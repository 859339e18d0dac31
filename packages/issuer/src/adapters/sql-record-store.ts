// The registry in SQL. Names, dates and doses are sealed; numbers and ids are keyed hashes already.

import type { RecordStore, UpsertCounts } from "../domain/ports.ts";
import type { EnrolledRecord, VaccinationRecord } from "../domain/vaccination-record.ts";
import type { RowCipher } from "./row-cipher.ts";
import { all, getLocked, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";

const TABLE = "record";

const HELD = "SELECT revision, content_hash FROM record WHERE record_id = ?";
const INSERT = `INSERT INTO record (mobile_hash, content_hash, revision, sealed, record_id) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (record_id) DO NOTHING`;
const REPLACE = "UPDATE record SET mobile_hash = ?, content_hash = ?, revision = ?, sealed = ? WHERE record_id = ?";
const RAISE_REVISION = "UPDATE record SET revision = ? WHERE record_id = ?";
const ON_MOBILE = "SELECT * FROM record WHERE mobile_hash = ? ORDER BY record_id LIMIT ?";

/** The registry over an open database. */
export function createSqlRecordStore(database: SqlDatabase, cipher: RowCipher): RecordStore {
  function* upsertOne(enrolled: EnrolledRecord): SqlWork<keyof UpsertCounts> {
    const { recordId, mobileHash, contentHash, revision, record } = enrolled;
    let held = yield* getLocked(HELD, recordId);
    if (held === undefined) {
      const sealed = cipher.seal(TABLE, recordId, JSON.stringify(record));
      if ((yield* run(INSERT, mobileHash, contentHash, revision, sealed, recordId)) === 1) return "inserted";
      // Somebody else's came in between; it is committed, because the insert has waited for that.
      held = yield* getLocked(HELD, recordId);
    }
    if (held !== undefined && Number(held.revision) > revision) return "outdated";
    if (held?.content_hash === contentHash) {
      if (held.revision !== revision) yield* run(RAISE_REVISION, revision, recordId);
      return "unchanged";
    }
    const sealed = cipher.seal(TABLE, recordId, JSON.stringify(record));
    yield* run(REPLACE, mobileHash, contentHash, revision, sealed, recordId);
    return "updated";
  }

  return {
    upsert: (batch) =>
      database.transaction(function* () {
        const counts = { inserted: 0, updated: 0, unchanged: 0, outdated: 0 };
        for (const enrolled of batch) counts[yield* upsertOne(enrolled)]++;
        return counts;
      }),
    onMobile: (mobileHash, limit) =>
      database.read(function* () {
        return (yield* all(ON_MOBILE, mobileHash, limit)).map((row) => toEnrolledRecord(row, cipher));
      }),
  };
}

/** A row of the table `record`. */
export function toEnrolledRecord(row: SqlRow, cipher: RowCipher): EnrolledRecord {
  const recordId = String(row.record_id);
  return {
    recordId,
    mobileHash: String(row.mobile_hash),
    contentHash: String(row.content_hash),
    revision: Number(row.revision),
    record: JSON.parse(cipher.open(TABLE, recordId, row.sealed as Uint8Array)) as VaccinationRecord,
  };
}
