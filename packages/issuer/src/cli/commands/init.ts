// `init`: an empty data directory becomes an issuer: settings, secrets, store, the root set, and first keys for certificates and status
// lists. Without roots from outside it gets a root key of its own: enough for a demonstration or a small office.

import { resolve } from "node:path";
import { type Command, Failure, nowOf, Option } from "@mohor/command-line";
import { createFileDurably, MODE_PRIVATE } from "../../adapters/durable-file.ts";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { writeRootSet } from "../../adapters/root-set-file.ts";
import { createSecretsFile } from "../../adapters/secrets-file.ts";
import { generateKeyFile } from "../../adapters/signer-file.ts";
import { rootThumbprint } from "../../domain/bundle-transcript.ts";
import type { RandomSource } from "../../domain/ports.ts";
import { type RootSet, rootSetOf, usualThreshold } from "../../domain/root-set.ts";
import { addSigningKey } from "../add-signing-key.ts";
import { createDataDirectory, type DataDirectory, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, collect, issuerCommand, printResult } from "../flags.ts";
import { createIssuerStore, type StoreSettings } from "../issuer-store.ts";
import { readRootKeys } from "../read-root-keys.ts";
import { checkSettings, defaultSettings, type Settings } from "../settings.ts";
import { thresholdOption } from "./trust-roots.ts";

type Flags = CommonFlags & {
  readonly issuer: string;
  readonly specimen?: boolean;
  readonly postgresUrlFile?: string;
  readonly postgresUrlEnv?: string;
  readonly roots?: readonly string[];
  readonly threshold?: number;
};

export function initCommand(): Command {
  return issuerCommand("", "init", "make a new issuer in an empty directory")
    .option("--issuer <name>", "the issuing authority's name, as gates show it", "Mohor demonstration authority")
    .option("--roots <file>", "public part of an offline root key, as root init wrote it; once for each", collect)
    .addOption(thresholdOption())
    .option("--specimen", "issue specimens, which gates show grey, instead of certificates")
    .option(
      "--postgres-url-file <file>",
      "keep the store in the PostgreSQL whose address is in this file, not in SQLite",
    )
    .addOption(
      new Option("--postgres-url-env <name>", "the same, with the address in a variable of the environment").conflicts(
        "postgresUrlFile",
      ),
    )
    .action(action(init));
}

async function init(flags: Flags): Promise<void> {
  const now = nowOf(flags);
  // Before anything is written: without a passphrase nothing can be sealed.
  const passphrase = readPassphrase(process.env);
  const store = storeSettings(flags);
  const settings: Settings = {
    ...defaultSettings(flags.issuer),
    ...(flags.specimen ? { purpose: "specimen" } : {}),
    ...(store === undefined ? {} : { store }),
  };
  checkSettings(settings);
  const offline = flags.roots === undefined ? null : await readRootSetOf(flags.roots, flags.threshold);
  if (offline === null && flags.threshold !== undefined) throw new Failure("ROOT_SET_INVALID", "--threshold");
  const directory = createDataDirectory(flags.dir);
  await createSecretsFile(directory.secrets, webCryptoRandom, { passphrase });
  await createIssuerStore({ directory, settings });
  const rootSet = offline ?? (await makeOwnRoot(directory, { created: now, passphrase, random: webCryptoRandom }));
  writeRootSet(directory.rootSet, rootSet);
  // Last, because it is what tells a data directory from a half-made one.
  createFileDurably(directory.settings, `${JSON.stringify(settings, null, 2)}\n`, { mode: MODE_PRIVATE });
  const dates = { now, useFrom: now };
  const { key, statusKey } = await withIssuer(flags.dir, async (issuer) => ({
    key: await addSigningKey(issuer, settings.purpose, dates),
    statusKey: await addSigningKey(issuer, "status-list", dates),
  }));
  const roots = rootSet.rootKeys.map(rootThumbprint);
  const { threshold } = rootSet;
  printResult(flags, { dir: flags.dir, threshold, roots, key: key.kid, statusKey: statusKey.kid }, [
    `issuer made in ${flags.dir}`,
    ...roots.map((root) => `root key thumbprint ${root}`),
    `${threshold} of ${roots.length} must sign trust bundles`,
    `${settings.purpose} key ${key.kid}`,
    `status-list key ${statusKey.kid}`,
  ]);
  process.stderr.write(
    "back up the directory and keep the passphrase apart from it: without either nothing can be issued\n",
  );
}

/** The address itself is no flag: it may hold a password. */
function storeSettings({ postgresUrlFile, postgresUrlEnv }: Flags): StoreSettings | undefined {
  if (postgresUrlFile !== undefined) {
    return { kind: "postgres", url: { from: "file", name: resolve(postgresUrlFile) } };
  }
  return postgresUrlEnv === undefined
    ? undefined
    : { kind: "postgres", url: { from: "environment", name: postgresUrlEnv } };
}

/** The root set of public parts from outside, with the threshold given or the usual one. */
async function readRootSetOf(paths: readonly string[], threshold: number | undefined): Promise<RootSet> {
  const rootKeys = await readRootKeys(paths);
  return orFail(rootSetOf(rootKeys, threshold ?? usualThreshold(rootKeys.length))).rootSet;
}

/** One root key in the data directory, which then signs alone. */
async function makeOwnRoot(
  { rootKeys }: DataDirectory,
  how: { readonly created: number; readonly passphrase: string; readonly random: RandomSource },
): Promise<RootSet> {
  const { publicKey } = await generateKeyFile(rootKeys, { purpose: "root", ...how });
  return { threshold: 1, rootKeys: [publicKey] };
}
