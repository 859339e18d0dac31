// `init`: an empty data directory becomes an issuer: settings, secrets, store, a root key and a first signing key.

import { type Command, nowOf } from "@mohor/command-line";
import { createFileDurably, MODE_PRIVATE } from "../../adapters/durable-file.ts";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSecretsFile } from "../../adapters/secrets-file.ts";
import { generateKeyFile } from "../../adapters/signer-file.ts";
import { createSqliteStore } from "../../adapters/store-sqlite.ts";
import { addSigningKey } from "../add-signing-key.ts";
import { createDataDirectory, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";
import { checkSettings, defaultSettings } from "../settings.ts";

type Flags = CommonFlags & { readonly issuer: string; readonly specimen?: boolean };

export function initCommand(): Command {
  return issuerCommand("", "init", "make a new issuer in an empty directory")
    .option("--issuer <name>", "the issuing authority's name, as gates show it", "Mohor demonstration authority")
    .option("--specimen", "issue specimens, which gates show grey, instead of certificates")
    .action(action(init));
}

async function init(flags: Flags): Promise<void> {
  const now = nowOf(flags);
  // Before anything is written: without a passphrase nothing can be sealed.
  const passphrase = readPassphrase(process.env);
  const settings = { ...defaultSettings(flags.issuer), ...(flags.specimen ? { purpose: "specimen" as const } : {}) };
  checkSettings(settings);
  const directory = createDataDirectory(flags.dir);
  await createSecretsFile(directory.secrets, webCryptoRandom, { passphrase });
  createSqliteStore(directory.store);
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
