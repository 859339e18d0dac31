// OTP challenges in SQL. The statement TRY is the one that matters: it counts a try and compares its code at once, so that no
// crash, no second process and no race stands between the two (docs/decisions/0010).

import {
  type AttemptOutcome,
  type BlockBucket,
  type Challenge,
  type ChallengePurpose,
  type ChallengeState,
  type CodeDigits,
  FAILURE_BUCKET_SECONDS,
  type FailureBucket,
  HISTORY_SECONDS,
  MAX_HISTORY,
  type NumberHistory,
} from "../domain/challenge.ts";
import type { Consent } from "../domain/consent.ts";
import type { ChallengeStore } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import { all, get, hold, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";

const TABLE = "challenge";

const INSERT = `INSERT INTO challenge
  (challenge_id, mobile_hash, purpose, state, code_hash, code_key_id, attempts, requested_at, expires_at, replay_until, sealed)
  VALUES (?, ?, ?, 'live', ?, ?, ?, ?, ?, ?, ?)`;

// Live: every try is counted, the right one among them. Afterwards: only wrong ones are, and one more than before, because the
// right one was counted then. So a number of wrong tries allows the same guesses in either state.
const TRY = `UPDATE challenge SET
    attempts = attempts + CASE WHEN state = 'live' OR NOT constant_time_equal(code_hash, :codeHash) THEN 1 ELSE 0 END,
    state = CASE WHEN state = 'live' AND constant_time_equal(code_hash, :codeHash) THEN 'confirmed' ELSE state END
  WHERE challenge_id = :challengeId
    AND (state = 'live' AND expires_at > :now AND attempts < :maxAttempts
      OR state IN ('confirmed', 'done') AND replay_until > :now AND attempts <= :maxAttempts)
  RETURNING *, CASE WHEN constant_time_equal(code_hash, :codeHash) THEN 1 ELSE 0 END AS matched`;

const LIVE = "SELECT attempts, expires_at FROM challenge WHERE mobile_hash = ? AND purpose = ? AND state = 'live'";
const REPLACE = "UPDATE challenge SET state = 'replaced' WHERE mobile_hash = ? AND purpose = ? AND state = 'live'";
const COUNT_FAILURE = `INSERT INTO otp_failure_bucket (start, count) VALUES (?, ?)
  ON CONFLICT (start) DO UPDATE SET count = otp_failure_bucket.count + excluded.count`;
const COUNT_FOR_BLOCK = `INSERT INTO otp_block_bucket (block_hash, start, sends, confirmations, failures) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (block_hash, start) DO UPDATE SET sends = otp_block_bucket.sends + excluded.sends,
    confirmations = otp_block_bucket.confirmations + excluded.confirmations,
    failures = otp_block_bucket.failures + excluded.failures`;
const BLOCK = `SELECT start, sends, confirmations, failures FROM otp_block_bucket
  WHERE block_hash = ? AND start > ? ORDER BY start DESC`;

/** What the limits remember of a number, one by one. */
type EventTable = "otp_send" | "otp_failure";

/** Whom a request comes from, as far as the limits go. */
type Requester = { readonly mobileHash: string; readonly blockHash: string | undefined };

/** Challenges over an open database. */
export function createSqlChallengeStore(database: SqlDatabase, cipher: RowCipher): ChallengeStore {
  /** Until the transaction ends, nobody else counts for this number or this block. Blocks come first, as everywhere. */
  function* holdLimits({ mobileHash, blockHash }: Requester): SqlWork<void> {
    if (blockHash !== undefined) yield* hold(`block ${blockHash}`);
    yield* hold(`number ${mobileHash}`);
  }

  function* historyOf(requester: Requester, purpose: ChallengePurpose, now: number): SqlWork<NumberHistory> {
    const { mobileHash, blockHash } = requester;
    const live = yield* get(LIVE, mobileHash, purpose);
    return {
      sends: yield* times("otp_send", mobileHash, now),
      failures: yield* times("otp_failure", mobileHash, now),
      unconfirmed: live === undefined ? null : { attempts: Number(live.attempts), expiresAt: Number(live.expires_at) },
      failureBuckets: yield* failureBuckets(now),
      block: blockHash === undefined ? null : yield* blockOf(blockHash, now),
    };
  }

  function* times(table: EventTable, mobileHash: string, now: number): SqlWork<readonly number[]> {
    const sql = `SELECT at FROM ${table} WHERE mobile_hash = ? AND at > ? ORDER BY at DESC LIMIT ${MAX_HISTORY}`;
    return (yield* all(sql, mobileHash, now - HISTORY_SECONDS)).map((row) => Number(row.at));
  }

  function* blockOf(blockHash: string, now: number): SqlWork<readonly BlockBucket[]> {
    return (yield* all(BLOCK, blockHash, now - HISTORY_SECONDS)).map((row) => ({
      start: Number(row.start),
      sends: Number(row.sends),
      confirmations: Number(row.confirmations),
      failures: Number(row.failures),
    }));
  }

  /** Counts for the number and for its block. */
  function* count(table: EventTable, { mobileHash, blockHash }: Requester, now: number): SqlWork<void> {
    yield* run(`INSERT INTO ${table} (mobile_hash, at) VALUES (?, ?)`, mobileHash, now);
    yield* countForBlock(blockHash, now, table === "otp_send" ? { sends: 1 } : { failures: 1 });
  }

  function* countForBlock(
    blockHash: string | undefined,
    now: number,
    { sends = 0, confirmations = 0, failures = 0 }: Partial<Omit<BlockBucket, "start">>,
  ): SqlWork<void> {
    if (blockHash === undefined) return;
    yield* run(COUNT_FOR_BLOCK, blockHash, bucketStart(now), sends, confirmations, failures);
  }

  function* failureBuckets(now: number): SqlWork<readonly FailureBucket[]> {
    const sql = "SELECT start, count FROM otp_failure_bucket WHERE start > ? ORDER BY start DESC";
    const rows = yield* all(sql, now - HISTORY_SECONDS);
    return rows.map((row) => ({ start: Number(row.start), count: Number(row.count) }));
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
      name: personal.name,
      consent: personal.consent,
      // A challenge of before the digits were kept; it lives ten minutes at most.
      codeDigits: personal.codeDigits ?? 6,
      numberSeries: personal.numberSeries ?? "",
    };
  }

  function* find(challengeId: string): SqlWork<Challenge | null> {
    const row = yield* get("SELECT * FROM challenge WHERE challenge_id = ?", challengeId);
    return row === undefined ? null : toChallenge(row);
  }

  return {
    open: (challenge, admit, client) =>
      database.transaction(function* () {
        const { challengeId, mobileHash, purpose, requestedAt } = challenge;
        const { name, consent, codeDigits, numberSeries } = challenge;
        const requester = { mobileHash, blockHash: client?.blockHash };
        yield* holdLimits(requester);
        const admission = admit(yield* historyOf(requester, purpose, requestedAt));
        if (!admission.ok) return admission;
        yield* run(REPLACE, mobileHash, purpose);
        yield* count("otp_send", requester, requestedAt);
        const sealed = cipher.seal(
          TABLE,
          challengeId,
          JSON.stringify({ name, consent, codeDigits, numberSeries } satisfies Personal),
        );
        const { codeHash, codeKeyId, expiresAt, replayUntil } = challenge;
        const attempts = admission.carriedAttempts;
        const code = [codeHash, codeKeyId, attempts, requestedAt, expiresAt, replayUntil];
        yield* run(INSERT, challengeId, mobileHash, purpose, ...code, sealed);
        if (client?.audit !== undefined) yield* appendAudit([client.audit]);
        return admission;
      }),
    find: (challengeId) => database.read(() => find(challengeId)),
    tryCode: ({ challengeId, codeHash, now, maxAttempts, chance, blockHash, audit }, admit) =>
      database.transaction(function* (): SqlWork<AttemptOutcome> {
        // A challenge's number never changes; its state may until the number is held.
        const named = yield* get("SELECT mobile_hash FROM challenge WHERE challenge_id = ?", challengeId);
        if (named === undefined) return { outcome: "unknown" };
        const requester = { mobileHash: String(named.mobile_hash), blockHash };
        yield* holdLimits(requester);
        const before = yield* find(challengeId);
        if (before === null) return { outcome: "unknown" };
        const refused = before.state === "live" ? admit(yield* historyOf(requester, before.purpose, now)) : null;
        if (refused !== null) return { outcome: "refused", refusal: refused };
        const row = yield* get(TRY, { challengeId, codeHash, now, maxAttempts });
        if (row === undefined) return { outcome: whyNot(before, now) };
        const after = toChallenge(row);
        const first = before.state === "live";
        if (row.matched === 1 && first) yield* countForBlock(blockHash, now, { confirmations: 1 });
        if (row.matched === 1 && first && audit !== undefined) yield* appendAudit([audit.confirmed]);
        if (row.matched === 1) return { outcome: "confirmed", first, challenge: after };
        yield* count("otp_failure", requester, now);
        yield* run(COUNT_FAILURE, bucketStart(now), chance);
        if (audit !== undefined) yield* appendAudit([audit.wrong]);
        const allowed = after.state === "live" ? maxAttempts : maxAttempts + 1;
        return { outcome: "wrong", attemptsLeft: allowed - after.attempts };
      }),
    failureBuckets: (now) => database.read(() => failureBuckets(now)),
    forget: (now) =>
      database.transaction(function* () {
        const challenges = yield* run("DELETE FROM challenge WHERE replay_until <= ?", now);
        const before = now - HISTORY_SECONDS;
        yield* run("DELETE FROM otp_send WHERE at <= ?", before);
        yield* run("DELETE FROM otp_failure WHERE at <= ?", before);
        yield* run("DELETE FROM otp_block_bucket WHERE start <= ?", before);
        yield* run("DELETE FROM otp_failure_bucket WHERE start <= ?", before);
        return challenges;
      }),
  };
}

/** What is sealed; digits and series with it, because they came after the table. */
type Personal = {
  readonly name: string;
  readonly consent: Consent;
  readonly codeDigits?: CodeDigits;
  readonly numberSeries?: string;
};

function bucketStart(now: number): number {
  return now - (now % FAILURE_BUCKET_SECONDS);
}

/** Why a challenge that exists took no try. */
function whyNot(challenge: Challenge, now: number): "expired" | "replaced" | "spent" {
  if (challenge.state === "replaced") return "replaced";
  const ends = challenge.state === "live" ? challenge.expiresAt : challenge.replayUntil;
  return now >= ends ? "expired" : "spent";
}
