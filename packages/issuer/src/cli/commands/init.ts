// `init`: an empty data directory becomes an issuer: settings, secrets, store, a root key and a first signing key.

import { resolve } from "node:path";
import { type Command, nowOf, Option } from "@mohor/command-line";
import { createFileDurably, MODE_PRIVATE } from "../../adapters/durable-file.ts";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSecretsFile } from "../../adapters/secrets-file.ts";
import { generateKeyFile } from "../../adapters/signer-file.ts";
import { addSigningKey } from "../add-signing-key.ts";
import { createDataDirectory, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";
import { createIssuerStore, type StoreSettings } from "../issuer-store.ts";
import { checkSettings, defaultSettings, type Settings } from "../settings.ts";

type Flags = CommonFlags & {
  readonly issuer: string;
  readonly specimen?: boolean;
  readonly postgresUrlFile?: string;
  readonly postgresUrlEnv?: string;
};

export function initCommand(): Command {
  return issuerCommand("", "init", "make a new issuer in an empty directory")
    .option("--issuer <name>", "the issuing authority's name, as gates show it", "Mohor demonstration authority")
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
  const directory = createDataDirectory(flags.dir);
  await createSecretsFile(directory.secrets, webCryptoRandom, { passphrase });
  await createIssuerStore({ directory, settings });
  const root = await generateKeyFile(directory.rootKeys, {
    purpose: "root",
    created: now,
    passphrase,
    random: webCryptoRandom,
  });
  // Last, because it is what tells a data directory from a half-made one.
  createFileDurably(directory.settings, `${JSON.stringify(settings, null, 2)}\n`, { mode: MODE_PRIVATE });
  const key = await withIssuer(flags.dir, (issuer) => addSigningKey(issuer, settings.purpose, { now, useFrom: now }));
  printResult(flags, { dir: flags.dir, root: root.kid, key: key.kid }, [
    `issuer made in ${flags.dir}`,
    `root key ${root.kid}`,
    `${settings.purpose} key ${key.kid}`,
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
