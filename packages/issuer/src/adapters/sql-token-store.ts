// Bearer tokens, and answers to be given again, in SQL.

import type { BearerToken, RememberedAnswer } from "../domain/bearer-token.ts";
import type { AnswerStore, TokenStore } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import { get, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";

const INSERT_TOKEN = `INSERT INTO bearer_token (token_hash, challenge_id, entity_id, issued_at, expires_at)
  VALUES (?, ?, ?, ?, ?)`;
const FIND_TOKEN = "SELECT * FROM bearer_token WHERE token_hash = ? AND expires_at > ?";

/** Tokens over an open database. */
export function createSqlTokenStore(database: SqlDatabase): TokenStore {
  return {
    issue: ({ tokenHash, challengeId, entityId, issuedAt, expiresAt }) =>
      database.transaction(function* () {
        yield* run(INSERT_TOKEN, tokenHash, challengeId, entityId, issuedAt, expiresAt);
      }),
    find: (tokenHash, now) =>
      database.read(function* () {
        const row = yield* get(FIND_TOKEN, tokenHash, now);
        return row === undefined ? null : toToken(row);
      }),
    end: (tokenHash) =>
      database.transaction(function* () {
        return (yield* run("DELETE FROM bearer_token WHERE token_hash = ?", tokenHash)) === 1;
      }),
    forget: (now) => database.transaction(() => run("DELETE FROM bearer_token WHERE expires_at <= ?", now)),
  };
}

function toToken(row: SqlRow): BearerToken {
  return {
    tokenHash: String(row.token_hash),
    challengeId: String(row.challenge_id),
    entityId: row.entity_id === null ? null : String(row.entity_id),
    issuedAt: Number(row.issued_at),
    expiresAt: Number(row.expires_at),
  };
}

const ANSWERS = "remembered_answer";
const INSERT_ANSWER = `INSERT INTO remembered_answer (scope, key_hash, request_hash, status, expires_at, sealed)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scope, key_hash) DO NOTHING`;
const FIND_ANSWER = "SELECT * FROM remembered_answer WHERE scope = ? AND key_hash = ? AND expires_at > ?";

/** Remembered answers over an open database. */
export function createSqlAnswerStore(database: SqlDatabase, cipher: RowCipher): AnswerStore {
  return {
    find: (scope, keyHash, now) => database.read(() => findAnswer(scope, keyHash, now, cipher)),
    remember: (answer, now) => database.transaction(() => rememberAnswer(answer, now, cipher)),
    forget: (now) => database.transaction(() => run("DELETE FROM remembered_answer WHERE expires_at <= ?", now)),
  };
}

/** The answer remembered under a key, or null. */
export function* findAnswer(
  scope: string,
  keyHash: string,
  now: number,
  cipher: RowCipher,
): SqlWork<RememberedAnswer | null> {
  const row = yield* get(FIND_ANSWER, scope, keyHash, now);
  if (row === undefined) return null;
  return {
    scope,
    keyHash,
    requestHash: String(row.request_hash),
    status: Number(row.status),
    body: cipher.open(ANSWERS, `${scope} ${keyHash}`, row.sealed as Uint8Array),
    expiresAt: Number(row.expires_at),
  };
}

/** Remembers an answer inside a transaction, or finds the one that is remembered already. */
export function* rememberAnswer(answer: RememberedAnswer, now: number, cipher: RowCipher): SqlWork<RememberedAnswer> {
  const { scope, keyHash, requestHash, status, body, expiresAt } = answer;
  const gone = "DELETE FROM remembered_answer WHERE scope = ? AND key_hash = ? AND expires_at <= ?";
  yield* run(gone, scope, keyHash, now);
  const sealed = cipher.seal(ANSWERS, `${scope} ${keyHash}`, body);
  yield* run(INSERT_ANSWER, scope, keyHash, requestHash, status, expiresAt, sealed);
  return (yield* findAnswer(scope, keyHash, now, cipher)) ?? answer;
}
