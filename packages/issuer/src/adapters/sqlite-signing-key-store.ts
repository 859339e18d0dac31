// Signing keys' public side in SQLite, and the durable counter of sequence numbers under each.

import { bytesEqual, type KeyPurpose, type KeyState } from "@mohor/schema";
import type { SigningKeyStore } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import type { SqliteDatabase, SqlRow } from "./sqlite-database.ts";

const INSERT = `INSERT INTO signing_key
  (kid, public_key, purpose, use_from, sign_until, accept_until, state, list_size, index_key_id, next_sequence)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`;
// One statement: the old value is what rises by as many as are left, at most `count`.
const TAKE = `UPDATE signing_key SET next_sequence = min(next_sequence + :count, list_size)
  WHERE kid = :kid AND next_sequence < list_size RETURNING next_sequence`;

/** Signing keys over an open database. */
export function createSqliteSigningKeyStore(database: SqliteDatabase): SigningKeyStore {
  return {
    async register(key) {
      database.transaction(() => {
        const held = database.get("SELECT public_key FROM signing_key WHERE kid = ?", key.kid)?.public_key;
        if (held instanceof Uint8Array && bytesEqual(held, key.publicKey)) return;
        if (held !== undefined) throw new PortError("SIGNING_KEY_EXISTS", `another key has the kid ${key.kid}`);
        const { kid, publicKey, purpose, useFrom, signUntil, acceptUntil, state, listSize, indexKeyId } = key;
        database.run(INSERT, kid, publicKey, purpose, useFrom, signUntil, acceptUntil, state, listSize, indexKeyId);
      });
    },
    async list() {
      return database.all("SELECT * FROM signing_key ORDER BY use_from, rowid").map(toSigningKey);
    },
    async takeSequences(kid, count) {
      return database.transaction(() => {
        const before = database.get("SELECT next_sequence FROM signing_key WHERE kid = ?", kid)?.next_sequence;
        const after = database.get(TAKE, { kid, count })?.next_sequence;
        if (typeof before !== "number" || typeof after !== "number") return null;
        return { first: before, count: after - before };
      });
    },
  };
}

function toSigningKey(row: SqlRow): SigningKey {
  return {
    kid: String(row.kid),
    publicKey: row.public_key as Uint8Array,
    purpose: row.purpose as KeyPurpose,
    useFrom: Number(row.use_from),
    signUntil: Number(row.sign_until),
    acceptUntil: Number(row.accept_until),
    state: row.state as KeyState,
    listSize: Number(row.list_size),
    indexKeyId: String(row.index_key_id),
  };
}
