// `store migrate`: brings a store that an earlier version of the program made up to date. No other command changes its tables.

import type { Command } from "@mohor/command-line";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { completeSecretsFile } from "../../adapters/secrets-file.ts";
import { DEFAULT_DIRECTORY, readDataDirectory } from "../data-directory.ts";
import { action, issuerGroup, type OutputFlags, plainCommand, printResult } from "../flags.ts";
import { migrateIssuerStore } from "../issuer-store.ts";

type Flags = OutputFlags & { readonly dir: string };

export function storeCommand(): Command {
  return issuerGroup("store", "the database of the data directory", [
    plainCommand("store", "migrate", "bring the store up to date with this program; back it up first")
      .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
      .action(action(migrate)),
  ]);
}

async function migrate(flags: Flags): Promise<void> {
  const { directory, settings } = readDataDirectory(flags.dir);
  const passphrase = readPassphrase(process.env);
  const applied = await migrateIssuerStore({ directory, settings });
  const added = await completeSecretsFile(directory.secrets, webCryptoRandom, { passphrase });
  const steps = [...applied.map(String), ...added.map((use) => `secret ${use}`)];
  printResult(flags, { applied, secretsAdded: added }, [
    steps.length === 0 ? "the store is up to date" : `the store is up to date; steps applied: ${steps.join(", ")}`,
  ]);
}
