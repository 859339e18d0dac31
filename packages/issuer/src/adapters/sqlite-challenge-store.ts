// OTP challenges in SQLite. The statement TRY is the one that matters: it counts a try and compares its code at once, so that no
// crash, no second process and no race stands between the two (docs/decisions/0010).

import {
  type AttemptOutcome,
  type Challenge,
  type ChallengePurpose,
  type ChallengeState,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  HISTORY_SECONDS,
  MAX_HISTORY,
  type NumberHistory,
} from "../domain/challenge.ts";
import type { Consent } from "../domain/consent.ts";
import type { ChallengeStore } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import type { SqliteDatabase, SqlRow } from "./sqlite-database.ts";

const TABLE = "challenge";

const INSERT = `INSERT INTO challenge
  (challenge_id, mobile_hash, purpose, state, code_hash, code_key_id, attempts, requested_at, expires_at, replay_until, sealed)
  VALUES (?, ?, ?, 'live', ?, ?, ?, ?, ?, ?, ?)`;

// Live: every try is counted, the right one among them. Afterwards: only wrong ones are, and one more than before, because the
// right one was counted then. So a number of wrong tries allows the same guesses in either state.
const TRY = `UPDATE challenge SET
    attempts = attempts + (state = 'live' OR NOT constant_time_equal(code_hash, :codeHash)),
    state = CASE WHEN state = 'live' AND constant_time_equal(code_hash, :codeHash) THEN 'confirmed' ELSE state END
  WHERE challenge_id = :challengeId
    AND (state = 'live' AND expires_at > :now AND attempts < :maxAttempts
      OR state IN ('confirmed', 'done') AND replay_until > :now AND attempts <= :maxAttempts)
  RETURNING *, constant_time_equal(code_hash, :codeHash) AS matched`;

const COUNT_FAILURE = `INSERT INTO otp_failure_bucket (start, count) VALUES (?, 1)
  ON CONFLICT (start) DO UPDATE SET count = count + 1`;

/** Challenges over an open database. */
export function createSqliteChallengeStore(database: SqliteDatabase, cipher: RowCipher): ChallengeStore {
  function historyOf(mobileHash: string, purpose: ChallengePurpose, now: number): NumberHistory {
    const live = database.get(
      "SELECT attempts, expires_at FROM challenge WHERE mobile_hash = ? AND purpose = ? AND state = 'live'",
      mobileHash,
      purpose,
    );
    return {
      sends: times("otp_send", mobileHash, now),
      failures: times("otp_failure", mobileHash, now),
      unconfirmed: live === undefined ? null : { attempts: Number(live.attempts), expiresAt: Number(live.expires_at) },
      failureBuckets: failureBuckets(now),
    };
  }

  function times(table: "otp_send" | "otp_failure", mobileHash: string, now: number): readonly number[] {
    const sql = `SELECT at FROM ${table} WHERE mobile_hash = ? AND at > ? ORDER BY at DESC LIMIT ${MAX_HISTORY}`;
    return database.all(sql, mobileHash, now - HISTORY_SECONDS).map((row) => Number(row.at));
  }

  function failureBuckets(now: number): readonly FailureBucket[] {
    return database
      .all("SELECT start, count FROM otp_failure_bucket WHERE start > ? ORDER BY start DESC", now - HISTORY_SECONDS)
      .map((row) => ({ start: Number(row.start), count: Number(row.count) }));
  }

  function toChallenge(row: SqlRow): Challenge {
    const challengeId = String(row.challenge_id);
    const personal = JSON.parse(cipher.open(TABLE, challengeId, row.sealed as Uint8Array)) as Personal;
    return {
      challengeId,
      mobileHash: String(row.mobile_hash),
      purpose: row.purpose as ChallengePurpose,
      state: row.state as ChallengeState,
      codeHash: row.code_hash as Uint8Array,
      codeKeyId: String(row.code_key_id),
      attempts: Number(row.attempts),
      requestedAt: Number(row.requested_at),
      expiresAt: Number(row.expires_at),
      replayUntil: Number(row.replay_until),
      ...personal,
    };
  }

  function find(challengeId: string): Challenge | null {
    const row = database.get("SELECT * FROM challenge WHERE challenge_id = ?", challengeId);
    return row === undefined ? null : toChallenge(row);
  }

  return {
    async open(challenge, admit) {
      const { challengeId, mobileHash, purpose, requestedAt, name, consent } = challenge;
      return database.transaction(() => {
        const admission = admit(historyOf(mobileHash, purpose, requestedAt));
        if (!admission.ok) return admission;
        database.run(
          "UPDATE challenge SET state = 'replaced' WHERE mobile_hash = ? AND purpose = ? AND state = 'live'",
          mobileHash,
          purpose,
        );
        database.run("INSERT INTO otp_send (mobile_hash, at) VALUES (?, ?)", mobileHash, requestedAt);
        const sealed = cipher.seal(TABLE, challengeId, JSON.stringify({ name, consent } satisfies Personal));
        const { codeHash, codeKeyId, expiresAt, replayUntil } = challenge;
        const attempts = admission.carriedAttempts;
        const row = [
          challengeId,
          mobileHash,
          purpose,
          codeHash,
          codeKeyId,
          attempts,
          requestedAt,
          expiresAt,
          replayUntil,
        ];
        database.run(INSERT, ...row, sealed);
        return admission;
      });
    },
    async find(challengeId) {
      return find(challengeId);
    },
    async tryCode({ challengeId, codeHash, now, maxAttempts }, admit) {
      return database.transaction((): AttemptOutcome => {
        const before = find(challengeId);
        if (before === null) return { outcome: "unknown" };
        const { mobileHash, purpose } = before;
        const refused = before.state === "live" ? admit(historyOf(mobileHash, purpose, now)) : null;
        if (refused !== null) return { outcome: "refused", refusal: refused };
        const row = database.get(TRY, { challengeId, codeHash, now, maxAttempts });
        if (row === undefined) return { outcome: whyNot(before, now) };
        const after = toChallenge(row);
        if (row.matched === 1) return { outcome: "confirmed", first: before.state === "live", challenge: after };
        database.run("INSERT INTO otp_failure (mobile_hash, at) VALUES (?, ?)", mobileHash, now);
        database.run(COUNT_FAILURE, now - (now % FAILURE_BUCKET_SECONDS));
        const allowed = after.state === "live" ? maxAttempts : maxAttempts + 1;
        return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
      });
    },
    async failureBuckets(now) {
      return failureBuckets(now);
    },
    async forget(now) {
      return database.transaction(() => {
        const challenges = database.run("DELETE FROM challenge WHERE replay_until <= ?", now);
        database.run("DELETE FROM otp_send WHERE at <= ?", now - HISTORY_SECONDS);
        database.run("DELETE FROM otp_failure WHERE at <= ?", now - HISTORY_SECONDS);
        database.run("DELETE FROM otp_failure_bucket WHERE start <= ?", now - HISTORY_SECONDS);
        return challenges;
      });
    },
  };
}

/** What is sealed. */
type Personal = { readonly name: string; readonly consent: Consent };

/** Why a challenge that exists took no try. */
function whyNot(challenge: Challenge, now: number): "expired" | "replaced" | "spent" {
  if (challenge.state === "replaced") return "replaced";
  const ends = challenge.state === "live" ? challenge.expiresAt : challenge.replayUntil;
  return now >= ends ? "expired" : "spent";
}
