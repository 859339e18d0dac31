// The issuer's data directory: what lies where, made by init and opened by every other command.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "@mohor/command-line";
import { MODE_PRIVATE_FOLDER, makeFolder, reading } from "../adapters/durable-file.ts";
import { createKeyedHash, rowCipherOf } from "../adapters/keyed-hash-node.ts";
import { readPassphrase } from "../adapters/passphrase.ts";
import { readSecretsFile } from "../adapters/secrets-file.ts";
import type { OpenOptions } from "../adapters/store-sql.ts";
import type { KeyedHash, Stores } from "../domain/ports.ts";
import { openIssuerStore } from "./issuer-store.ts";
import { type IssuerToken, issuerToken } from "./issuer-token.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Places in a data directory. */
export type DataDirectory = {
  readonly root: string;
  readonly settings: string;
  /** What concerns `serve` alone; there only where an operator wrote it. */
  readonly service: string;
  /** Wallets that certificates may be kept in, where any are offered. */
  readonly wallets: string;
  readonly secrets: string;
  readonly store: string;
  /** Texts and gateways of messages; may be missing. */
  readonly sms: string;
  /** Signing keys, one sealed file each. */
  readonly keys: string;
  /** Root keys of a demonstration. An authority keeps them on another machine. */
  readonly rootKeys: string;
  /** Public keys and threshold of the roots that sign trust bundles. */
  readonly rootSet: string;
  /** The trust bundles as published, a file for each version: the next version follows from them. */
  readonly trustBundles: string;
  /** The same before they are signed: what offline roots were asked for. */
  readonly trustRequests: string;
  /** Each key's newest status list, signed. */
  readonly statusLists: string;
  /** What was really issued under revoked keys. */
  readonly issuedSets: string;
};

/** The default of `--dir`. */
export const DEFAULT_DIRECTORY = "mohor-issuer";

/** The places of the data directory `root`. */
export function dataDirectory(root: string): DataDirectory {
  return {
    root,
    settings: join(root, "settings.json"),
    service: join(root, "service.json"),
    wallets: join(root, "wallets.json"),
    secrets: join(root, "secrets.json"),
    store: join(root, "store.sqlite"),
    sms: join(root, "sms.json"),
    keys: join(root, "keys"),
    rootKeys: join(root, "root-keys"),
    rootSet: join(root, "roots.json"),
    trustBundles: join(root, "trust-bundles"),
    trustRequests: join(root, "trust-requests"),
    statusLists: join(root, "status-lists"),
    issuedSets: join(root, "issued-sets"),
  };
}

/** Makes the directory, which must not hold anything yet. Throws Failure STORE_EXISTS, PortError FILE_…, DISK_FULL. */
export function createDataDirectory(root: string): DataDirectory {
  makeFolder(root, { mode: MODE_PRIVATE_FOLDER });
  if (reading(root, () => readdirSync(root)).length > 0) throw new Failure("STORE_EXISTS", root);
  return dataDirectory(root);
}

/** An open data directory. `close` it before the process ends. */
export type OpenIssuer = {
  readonly directory: DataDirectory;
  readonly settings: Settings;
  readonly stores: Stores;
  readonly hash: KeyedHash;
  readonly passphrase: string;
  readonly token: IssuerToken;
};

/** A data directory's places and settings. Throws Failure STORE_MISSING where there is none, and what its settings throw. */
export function readDataDirectory(root: string): Pick<OpenIssuer, "directory" | "settings"> {
  const directory = dataDirectory(root);
  if (!existsSync(directory.settings)) throw new Failure("STORE_MISSING", root);
  return { directory, settings: readSettings(directory.settings) };
}

/**
 * Opens a data directory, gives it to `work`, and closes it whatever happens; with `anywhere` also one whose store is a restored copy. Throws Failure STORE_MISSING where there is none,
 * and what the passphrase, the secrets and the store throw.
 */
export async function withIssuer<T>(
  root: string,
  work: (issuer: OpenIssuer) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const { directory, settings } = readDataDirectory(root);
  const passphrase = readPassphrase(process.env);
  const secrets = await readSecretsFile(directory.secrets, { passphrase });
  const stores = await openIssuerStore({ directory, settings }, rowCipherOf(secrets), options);
  const token = issuerToken(settings);
  try {
    return await work({ directory, settings, stores, hash: createKeyedHash(secrets), passphrase, token });
  } finally {
    token.close();
    await stores.close();
  }
}
