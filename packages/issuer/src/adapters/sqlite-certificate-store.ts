// Certificates in SQLite. `commit` is the transaction by which a certificate comes to be, or does not.

import type { Certificate, RevocationReason } from "../domain/certificate.ts";
import type { CertificateIssue, CertificateStore, CommitOutcome } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import type { SqliteDatabase, SqlRow } from "./sqlite-database.ts";

const TABLE = "certificate";

const OF_CHALLENGE = `SELECT certificate.* FROM issue JOIN certificate USING (certificate_id) WHERE challenge_id = ?`;
const CURRENT_OF = `SELECT DISTINCT certificate.* FROM certificate_record JOIN certificate USING (certificate_id)
  WHERE record_id IN (SELECT value FROM json_each(?)) AND revoked_at IS NULL AND exp > ? ORDER BY iat DESC, certificate_id`;
const INSERT =
  "INSERT INTO certificate (certificate_id, kid, status_index, iat, exp, sealed) VALUES (?, ?, ?, ?, ?, ?)";
const REVOKE = `UPDATE certificate SET revoked_at = ?, revoked_reason = ? WHERE certificate_id = ? AND revoked_at IS NULL`;
const ISSUE = `INSERT INTO issue
  (challenge_id, certificate_id, at, purpose, audience, notice_version, notice_language, consent_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Certificates over an open database. */
export function createSqliteCertificateStore(database: SqliteDatabase, cipher: RowCipher): CertificateStore {
  function toCertificate(row: SqlRow): Certificate {
    const certificateId = String(row.certificate_id);
    const at = row.revoked_at;
    return {
      certificateId,
      kid: String(row.kid),
      statusIndex: Number(row.status_index),
      iat: Number(row.iat),
      exp: Number(row.exp),
      qrText: cipher.open(TABLE, certificateId, row.sealed as Uint8Array),
      ...(typeof at === "number" ? { revoked: { at, reason: row.revoked_reason as RevocationReason } } : {}),
    };
  }

  function ofChallenge(challengeId: string): Certificate | null {
    const row = database.get(OF_CHALLENGE, challengeId);
    return row === undefined ? null : toCertificate(row);
  }

  function find(certificateId: string): Certificate | null {
    const row = database.get("SELECT * FROM certificate WHERE certificate_id = ?", certificateId);
    return row === undefined ? null : toCertificate(row);
  }

  function currentRows(recordIds: readonly string[], now: number): readonly SqlRow[] {
    return database.all(CURRENT_OF, JSON.stringify(recordIds), now);
  }

  function stillStands({ basis, seen, at }: CertificateIssue): boolean {
    const unchanged = basis.every(({ recordId, contentHash }) => {
      const row = database.get("SELECT content_hash FROM record WHERE record_id = ?", recordId);
      return row?.content_hash === contentHash;
    });
    const recordIds = basis.map(({ recordId }) => recordId);
    const current = currentRows(recordIds, at).map((row) => String(row.certificate_id));
    return unchanged && current.toSorted().join() === seen.toSorted().join();
  }

  function commit(issue: CertificateIssue): CommitOutcome {
    const { challengeId, certificate, at, consent, purpose } = issue;
    const winner = ofChallenge(challengeId);
    if (winner !== null) return { outcome: "already", certificate: winner };
    if (!stillStands(issue)) return { outcome: "changed" };
    const { certificateId, kid, statusIndex, iat, exp, qrText } = certificate;
    if (issue.isNew) {
      const taken = database.get("SELECT 1 FROM certificate WHERE kid = ? AND status_index = ?", kid, statusIndex);
      if (taken !== undefined) return { outcome: "index-taken" };
      database.run(INSERT, certificateId, kid, statusIndex, iat, exp, cipher.seal(TABLE, certificateId, qrText));
    }
    // The challenge must be there and confirmed: without this row nothing may be issued, whatever the caller believes.
    const done = "UPDATE challenge SET state = 'done' WHERE challenge_id = ? AND state = 'confirmed'";
    if (database.run(done, challengeId) !== 1) throw new TypeError("the challenge is not confirmed");
    for (const { recordId } of issue.basis) {
      database.run("INSERT OR IGNORE INTO certificate_record VALUES (?, ?)", recordId, certificateId);
    }
    for (const { certificateId: old, reason } of issue.supersedes) database.run(REVOKE, at, reason, old);
    const { audience, noticeVersion, noticeLanguage, givenAt } = consent;
    database.run(
      ISSUE,
      challengeId,
      certificateId,
      at,
      purpose,
      audience ?? null,
      noticeVersion,
      noticeLanguage,
      givenAt,
    );
    return { outcome: "committed" };
  }

  return {
    async ofChallenge(challengeId) {
      return ofChallenge(challengeId);
    },
    async currentOf(recordIds, now) {
      return currentRows(recordIds, now).map(toCertificate);
    },
    async commit(issue) {
      return database.transaction(() => commit(issue));
    },
    async find(certificateId) {
      return find(certificateId);
    },
    async revoke(certificateId, { at, reason }) {
      return database.transaction(() => {
        database.run(REVOKE, at, reason, certificateId);
        return find(certificateId);
      });
    },
  };
}
