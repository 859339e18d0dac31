// Signing keys' public side in SQL, and the durable counter of sequence numbers under each.

import { bytesEqual, type KeyPurpose, type KeyState } from "@mohor/schema";
import type { SigningKeyStore } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import { all, getLocked, run, type SqlDatabase, type SqlRow } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";
import { isHome } from "./sql-home-store.ts";

const INSERT = `INSERT INTO signing_key
  (kid, public_key, purpose, use_from, sign_until, accept_until, state, list_size, index_key_id, next_sequence)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`;
const COUNTER = "SELECT next_sequence, list_size FROM signing_key WHERE kid = ?";

const STOP = "UPDATE signing_key SET sign_until = ? WHERE kid = ? AND sign_until > ?";

/** Signing keys over an open database. */
export function createSqlSigningKeyStore(database: SqlDatabase): SigningKeyStore {
  return {
    register: (key) =>
      database.transaction(function* () {
        const { kid, publicKey, purpose, useFrom, signUntil, acceptUntil, state, listSize, indexKeyId } = key;
        const row = [kid, publicKey, purpose, useFrom, signUntil, acceptUntil, state, listSize, indexKeyId];
        if ((yield* run(INSERT, ...row)) === 1) return;
        const held = (yield* getLocked("SELECT public_key FROM signing_key WHERE kid = ?", kid))?.public_key;
        if (held instanceof Uint8Array && bytesEqual(held, publicKey)) return;
        throw new PortError("SIGNING_KEY_EXISTS", `another key has the kid ${kid}`);
      }),
    list: () =>
      database.read(function* () {
        return (yield* all("SELECT * FROM signing_key ORDER BY use_from, kid")).map(toSigningKey);
      }),
    takeSequences: (kid, count) =>
      database.transaction(function* () {
        if (!(yield* isHome())) throw new PortError("STORE_RESTORED", "the store is a restored copy");
        const row = yield* getLocked(COUNTER, kid);
        if (row === undefined) return null;
        const first = Number(row.next_sequence);
        const taken = Math.min(count, Number(row.list_size) - first);
        if (taken === 0) return null;
        yield* run("UPDATE signing_key SET next_sequence = ? WHERE kid = ?", first + taken, kid);
        return { first, count: taken };
      }),
    end: (kid, how, audit) =>
      database.transaction(function* () {
        const changed =
          how === "revoked"
            ? yield* run("UPDATE signing_key SET state = 'revoked' WHERE kid = ? AND state <> 'revoked'", kid)
            : yield* run(STOP, how.signUntil, kid, how.signUntil);
        if (changed === 1) yield* appendAudit([audit]);
        return changed === 1;
      }),
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
