// `store migrate`: brings a store that an earlier version of the program made up to date; no other command changes its tables. And
// `store forget`: the end of what is over.

import { type Command, InvalidArgumentError, nowOf, Option } from "@mohor/command-line";
import { readPassphrase } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { completeSecretsFile } from "../../adapters/secrets-file.ts";
import { DEFAULT_RETENTION, type RetentionPolicy, runRetention } from "../../domain/person-requests.ts";
import { DEFAULT_DIRECTORY, readDataDirectory, withIssuer } from "../data-directory.ts";
import {
  action,
  type CommonFlags,
  issuerCommand,
  issuerGroup,
  type OutputFlags,
  plainCommand,
  printResult,
} from "../flags.ts";
import { migrateIssuerStore } from "../issuer-store.ts";
import { storeBackupCommand, storeRestoredCommand } from "./store-copies.ts";
import { storeTrailCommand } from "./store-trail.ts";

type Flags = OutputFlags & { readonly dir: string };

export function storeCommand(): Command {
  return issuerGroup("store", "the database of the data directory", [
    plainCommand("store", "migrate", "bring the store up to date with this program; back it up first")
      .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
      .action(action(migrate)),
    storeBackupCommand(),
    storeRestoredCommand(),
    storeTrailCommand(),
    issuerCommand("store", "forget", "delete what no rule needs any more; run it daily where no service runs")
      .addOption(
        days("--certificate-days", "days that a certificate is kept after its end", DEFAULT_RETENTION.certificateDays),
      )
      .addOption(days("--consent-days", "days that a receipt of consent is kept", DEFAULT_RETENTION.consentDays))
      .action(action(forget)),
  ]);
}

type ForgetFlags = CommonFlags & RetentionPolicy;

function days(flag: string, description: string, fallback: number): Option {
  return new Option(`${flag} <days>`, description).default(fallback).argParser((text) => {
    if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError("a whole number of days is required");
    return Number(text);
  });
}

async function forget(flags: ForgetFlags): Promise<void> {
  const { certificateDays, consentDays } = flags;
  const counts = await withIssuer(flags.dir, ({ stores }) =>
    runRetention(stores, { now: nowOf(flags), policy: { certificateDays, consentDays } }),
  );
  printResult(
    flags,
    counts,
    Object.entries(counts).map(([what, count]) => `${what}: ${count}`),
  );
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
