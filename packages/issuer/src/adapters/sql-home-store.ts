// Where the store lives, in SQL: the place it was made in or settled at, and what settling does.

import { certificateIdOf } from "../domain/certificate.ts";
import type { HomeStore } from "../domain/ports.ts";
import type { ListedStatus } from "../domain/status-change.ts";
import type { PublishedList, SettledKey, Settlement } from "../domain/store-home.ts";
import { all, allLocked, get, place, run, type SqlDatabase, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";

const HOME = "SELECT place FROM store_home";
const MAKE_HOME = `INSERT INTO store_home (one, place) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET place = excluded.place`;
const NEWEST = "SELECT max(version) AS version FROM status_version WHERE kid = ?";
const PUBLISHED = `SELECT status_index, status FROM status_change WHERE kid = ? AND version IS NOT NULL
  ORDER BY version, change_id`;
const OVERTAKEN = "UPDATE status_change SET version = ? WHERE kid = ? AND status_index = ? AND version IS NULL";
const LOG = `INSERT INTO status_change (certificate_id, kid, status_index, status, at, reason, actor, version)
  VALUES (?, ?, ?, ?, ?, 'restored', ?, ?)`;
const MARK = `UPDATE certificate SET revoked_at = ?, revoked_reason = ?, suspended_at = ?, suspended_reason = ?
  WHERE kid = ? AND status_index = ? AND revoked_at IS NULL`;

/** The store's home over an open database. */
export function createSqlHomeStore(database: SqlDatabase): HomeStore {
  return {
    isHome: () => database.read(isHome),
    settle: (settlement, audit) =>
      database.transaction(function* () {
        const keys = yield* allLocked("SELECT kid, next_sequence, list_size FROM signing_key ORDER BY kid");
        const settled: SettledKey[] = [];
        for (const key of keys) {
          const kid = String(key.kid);
          const from = Number(key.next_sequence);
          const to = Math.min(from + settlement.skip, Number(key.list_size));
          yield* run("UPDATE signing_key SET next_sequence = ? WHERE kid = ?", to, kid);
          const published = settlement.published.find((list) => list.kid === kid);
          const statuses = published === undefined ? 0 : yield* takeBack(published, settlement, audit.actor);
          settled.push({ kid, from, to, statuses });
        }
        yield* makeHome();
        yield* appendAudit([audit]);
        return settled;
      }),
  };
}

/** Whether the database is where it was made or settled. */
export function* isHome(): SqlWork<boolean> {
  const home = yield* get(HOME);
  return home !== undefined && home.place === (yield* place());
}

/** Makes this place the home. */
export function* makeHome(): SqlWork<void> {
  yield* run(MAKE_HOME, yield* place());
}

/** Makes this place the home of a store that has none yet: a new one, or one from before stores knew their place. */
export function* makeHomeIfNone(): SqlWork<void> {
  if ((yield* get(HOME)) === undefined) yield* makeHome();
}

/** Gives a list the published version and statuses; how many differed. */
function* takeBack({ kid, version, listed }: PublishedList, { at }: Settlement, actor: string): SqlWork<number> {
  const newest = Number((yield* get(NEWEST, kid))?.version ?? 0);
  if (newest >= version) return 0;
  const held = new Map<number, ListedStatus>();
  for (const row of yield* all(PUBLISHED, kid)) held.set(Number(row.status_index), row.status as ListedStatus);
  const wanted = new Map<number, ListedStatus>(listed.map(({ statusIndex, status }) => [statusIndex, status]));
  for (const index of held.keys()) if (!wanted.has(index)) wanted.set(index, "valid");
  let differing = 0;
  for (const [index, status] of wanted) {
    if ((held.get(index) ?? "valid") === status) continue;
    differing++;
    if (status === "revoked") yield* run(OVERTAKEN, version, kid, index);
    const revoked = status === "revoked" ? [at, "restored"] : [null, null];
    const suspended = status === "suspended" ? [at, "restored"] : [null, null];
    yield* run(MARK, ...revoked, ...suspended, kid, index);
    yield* run(LOG, certificateIdOf(kid, index), kid, index, status, at, actor, version);
  }
  yield* run("INSERT INTO status_version (kid, version, sealed_at) VALUES (?, ?, ?)", kid, version, at);
  return differing;
}
