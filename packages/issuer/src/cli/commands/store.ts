// `store migrate`: brings a store that an earlier version of the program made up to date. No other command changes its tables.

import type { Command } from "@mohor/command-line";
import { migrateSqliteStore } from "../../adapters/store-sqlite.ts";
import { DEFAULT_DIRECTORY, dataDirectory } from "../data-directory.ts";
import { action, issuerGroup, type OutputFlags, plainCommand, printResult } from "../flags.ts";

type Flags = OutputFlags & { readonly dir: string };

export function storeCommand(): Command {
  return issuerGroup("store", "the database of the data directory", [
    plainCommand("store", "migrate", "bring the store up to date with this program; back it up first")
      .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
      .action(action(migrate)),
  ]);
}

async function migrate(flags: Flags): Promise<void> {
  const applied = migrateSqliteStore(dataDirectory(flags.dir).store);
  printResult(flags, { applied }, [
    applied.length === 0 ? "the store is up to date" : `the store is up to date; steps applied: ${applied.join(", ")}`,
  ]);
}
