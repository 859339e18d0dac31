// Organisations and their keys in SQL: each organisation one JSON document, with its key ids beside it for the way back.

import type { Entity } from "../domain/entity.ts";
import type { EntityStore } from "../domain/ports.ts";
import { all, get, getLocked, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";

const FIND = "SELECT definition FROM entity WHERE entity_id = ?";
const OF_KEY = "SELECT definition FROM entity_key JOIN entity USING (entity_id) WHERE key_id = ?";
const INSERT = "INSERT INTO entity (entity_id, definition) VALUES (?, ?) ON CONFLICT (entity_id) DO NOTHING";
const INSERT_KEY = "INSERT INTO entity_key (key_id, entity_id) VALUES (?, ?) ON CONFLICT (key_id) DO NOTHING";

/** Organisations over an open database. */
export function createSqlEntityStore(database: SqlDatabase): EntityStore {
  function* one(sql: string, id: string): SqlWork<Entity | null> {
    const row = yield* get(sql, id);
    return row === undefined ? null : toEntity(row);
  }

  /** Takes key ids for an organisation; throws where one is another's, which undoes the transaction. */
  function* takeKeys({ entityId, keys }: Entity): SqlWork<void> {
    for (const { keyId } of keys) {
      if ((yield* run(INSERT_KEY, keyId, entityId)) === 1) continue;
      const owner = yield* get("SELECT entity_id FROM entity_key WHERE key_id = ?", keyId);
      if (owner?.entity_id !== entityId) throw new TypeError("another organisation has this key id");
    }
  }

  return {
    register: (entity, audit) =>
      database.transaction(function* () {
        if ((yield* run(INSERT, entity.entityId, JSON.stringify(entity))) === 0) return false;
        yield* takeKeys(entity);
        yield* appendAudit([audit]);
        return true;
      }),
    find: (entityId) => database.read(() => one(FIND, entityId)),
    list: () =>
      database.read(function* () {
        return (yield* all("SELECT definition FROM entity ORDER BY entity_id")).map(toEntity);
      }),
    ofKey: (keyId) => database.read(() => one(OF_KEY, keyId)),
    change: (entityId, change, audit) =>
      database.transaction(function* () {
        const row = yield* getLocked(FIND, entityId);
        if (row === undefined) return null;
        const after: Entity = { ...change(toEntity(row)), entityId };
        yield* takeKeys(after);
        yield* run("UPDATE entity SET definition = ? WHERE entity_id = ?", JSON.stringify(after), entityId);
        yield* appendAudit([audit]);
        return after;
      }),
  };
}

function toEntity(row: SqlRow): Entity {
  return JSON.parse(String(row.definition)) as Entity;
}
