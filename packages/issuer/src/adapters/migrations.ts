// The schema's history: one folder of numbered SQL files for each database, the same numbers in both. Forward only.

import { readdirSync, readFileSync } from "node:fs";
import { PortError } from "../domain/refusal.ts";

/** One step: `version` is that of a store that has taken it. */
export type Migration = { readonly version: number; readonly sql: string };

const FOLDER = new URL("./migrations/", import.meta.url);
const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** All steps of a database, in order. */
export function migrationsOf(database: "sqlite" | "postgres"): readonly Migration[] {
  const folder = new URL(`${database}/`, FOLDER);
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const version = NAME.exec(name)?.[1];
      if (version === undefined) return [];
      return [{ version: Number(version), sql: readFileSync(new URL(name, folder), "utf8") }];
    });
}

/** Throws PortError STORE_MIGRATION_NEEDED, STORE_TOO_NEW where a store of this version is not of the newest one. */
export function checkVersion(version: number, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (version === newest) return;
  const code = version > newest ? "STORE_TOO_NEW" : "STORE_MIGRATION_NEEDED";
  throw new PortError(code, `the store is of version ${version}, not ${newest}`);
}
