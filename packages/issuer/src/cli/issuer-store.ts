// The database of an issuer as its settings say: the SQLite file of the data directory, or a PostgreSQL at an address that is kept
// apart, because it holds a password.

import { Failure } from "@mohor/command-line";
import type { RowCipher } from "../adapters/row-cipher.ts";
import { createPostgresStore, migratePostgresStore, openPostgresStore } from "../adapters/store-postgres.ts";
import type { OpenOptions } from "../adapters/store-sql.ts";
import { backUpSqliteStore, createSqliteStore, migrateSqliteStore, openSqliteStore } from "../adapters/store-sqlite.ts";
import type { Stores } from "../domain/ports.ts";
import type { DataDirectory } from "./data-directory.ts";
import { readSecretAt, type SecretPlace } from "./secret-place.ts";
import type { Settings } from "./settings.ts";

/** PostgreSQL; without such settings it is SQLite. */
export type StoreSettings = { readonly kind: "postgres"; readonly url: SecretPlace };

type Place = { readonly directory: DataDirectory; readonly settings: Pick<Settings, "store"> };

/** Makes the tables. Rejects as the databases do. */
export async function createIssuerStore({ directory, settings }: Place): Promise<void> {
  if (settings.store === undefined) createSqliteStore(directory.store);
  else await createPostgresStore(addressOf(settings.store));
}

/** Brings the tables up to date; the versions applied. Rejects as the databases do. */
export async function migrateIssuerStore({ directory, settings }: Place): Promise<readonly number[]> {
  return settings.store === undefined
    ? migrateSqliteStore(directory.store)
    : migratePostgresStore(addressOf(settings.store));
}

/** Opens the stores; with `anywhere` those of a restored copy too. Rejects as the databases do. */
export async function openIssuerStore(
  { directory, settings }: Place,
  cipher: RowCipher,
  options: OpenOptions = {},
): Promise<Stores> {
  return settings.store === undefined
    ? openSqliteStore(directory.store, cipher, options)
    : openPostgresStore(addressOf(settings.store), cipher, options);
}

/** Copies the store to a new file. Rejects with Failure STORE_BACKUP_ELSEWHERE for a PostgreSQL, and as SQLite's does. */
export async function backUpIssuerStore({ directory, settings }: Place, copy: string): Promise<void> {
  if (settings.store !== undefined) throw new Failure("STORE_BACKUP_ELSEWHERE");
  backUpSqliteStore(directory.store, copy);
}

function addressOf({ url }: StoreSettings): string {
  return readSecretAt(url, "settings.store.url", process.env);
}
