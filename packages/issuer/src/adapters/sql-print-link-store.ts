// Links for somebody else's printer in SQL. The statement OPEN takes a use or a try and compares the digits at once, so that no two
// openings share the last of either.

import type { PrintLinkStore } from "../domain/ports.ts";
import { get, hold, run, type SqlDatabase } from "./sql.ts";

const OF_CERTIFICATE = "SELECT challenge_id FROM print_link WHERE certificate_id = ?";
const REMOVE = "DELETE FROM print_link WHERE certificate_id = ?";
const INSERT = `INSERT INTO print_link
  (certificate_id, challenge_id, code_hash, digits_hash, uses_left, tries_left, expires_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const OPEN = `UPDATE print_link SET
    uses_left = uses_left - CASE WHEN constant_time_equal(digits_hash, :digitsHash) THEN 1 ELSE 0 END,
    tries_left = tries_left - CASE WHEN constant_time_equal(digits_hash, :digitsHash) THEN 0 ELSE 1 END
  WHERE code_hash = :codeHash AND expires_at > :now AND uses_left > 0 AND tries_left > 0
  RETURNING certificate_id, tries_left, CASE WHEN constant_time_equal(digits_hash, :digitsHash) THEN 1 ELSE 0 END AS matched`;

/** Links over an open database. */
export function createSqlPrintLinkStore(database: SqlDatabase): PrintLinkStore {
  return {
    offer: (link) =>
      database.transaction(function* () {
        const { certificateId, challengeId, codeHash, digitsHash, usesLeft, triesLeft, expiresAt } = link;
        // Of two offers at once the second sees the first, also where there was none before.
        yield* hold(`print link ${certificateId}`);
        const held = yield* get(OF_CERTIFICATE, certificateId);
        if (held?.challenge_id === challengeId) return false;
        yield* run(REMOVE, certificateId);
        const row = [certificateId, challengeId, codeHash, digitsHash, usesLeft, triesLeft, expiresAt];
        if ((yield* run(INSERT, ...row)) === 0) throw new TypeError("another link has this code");
        return true;
      }),
    open: ({ codeHash, digitsHash, now }) =>
      database.transaction(function* () {
        const row = yield* get(OPEN, { codeHash, digitsHash, now });
        if (row === undefined) return { outcome: "unknown" } as const;
        return row.matched === 1
          ? ({ outcome: "opened", certificateId: String(row.certificate_id) } as const)
          : ({ outcome: "wrong", attemptsLeft: Number(row.tries_left) } as const);
      }),
    end: (challengeId) =>
      database.transaction(function* () {
        return (yield* run("DELETE FROM print_link WHERE challenge_id = ?", challengeId)) > 0;
      }),
    forget: (now) => database.transaction(() => run("DELETE FROM print_link WHERE expires_at <= ?", now)),
  };
}
