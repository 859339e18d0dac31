// The registry in SQLite. Names, dates and doses are sealed; numbers and ids are keyed hashes already.

import type { RecordStore, UpsertCounts } from "../domain/ports.ts";
import type { EnrolledRecord, VaccinationRecord } from "../domain/vaccination-record.ts";
import type { RowCipher } from "./row-cipher.ts";
import type { SqliteDatabase, SqlRow } from "./sqlite-database.ts";

const TABLE = "record";

const HELD = "SELECT revision, content_hash FROM record WHERE record_id = ?";
const INSERT = "INSERT INTO record (mobile_hash, content_hash, revision, sealed, record_id) VALUES (?, ?, ?, ?, ?)";
const REPLACE = "UPDATE record SET mobile_hash = ?, content_hash = ?, revision = ?, sealed = ? WHERE record_id = ?";
const RAISE_REVISION = "UPDATE record SET revision = ? WHERE record_id = ?";
const ON_MOBILE = "SELECT * FROM record WHERE mobile_hash = ? ORDER BY record_id LIMIT ?";

/** The registry over an open database. */
export function createSqliteRecordStore(database: SqliteDatabase, cipher: RowCipher): RecordStore {
  function upsertOne(enrolled: EnrolledRecord): keyof UpsertCounts {
    const { recordId, mobileHash, contentHash, revision, record } = enrolled;
    const held = database.get(HELD, recordId);
    if (held !== undefined && Number(held.revision) > revision) return "outdated";
    if (held !== undefined && held.content_hash === contentHash) {
      if (held.revision !== revision) database.run(RAISE_REVISION, revision, recordId);
      return "unchanged";
    }
    const sealed = cipher.seal(TABLE, recordId, JSON.stringify(record));
    database.run(held === undefined ? INSERT : REPLACE, mobileHash, contentHash, revision, sealed, recordId);
    return held === undefined ? "inserted" : "updated";
  }

  function toEnrolled(row: SqlRow): EnrolledRecord {
    const recordId = String(row.record_id);
    return {
      recordId,
      mobileHash: String(row.mobile_hash),
      contentHash: String(row.content_hash),
      revision: Number(row.revision),
      record: JSON.parse(cipher.open(TABLE, recordId, row.sealed as Uint8Array)) as VaccinationRecord,
    };
  }

  return {
    async upsert(batch) {
      return database.transaction(() => {
        const counts = { inserted: 0, updated: 0, unchanged: 0, outdated: 0 };
        for (const enrolled of batch) counts[upsertOne(enrolled)]++;
        return counts;
      });
    },
    async onMobile(mobileHash, limit) {
      return database.all(ON_MOBILE, mobileHash, limit).map(toEnrolled);
    },
  };
}
