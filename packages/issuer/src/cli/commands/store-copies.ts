// `store backup|restored`: a copy of the database while the service runs, and the return from one.

import { type Command, InvalidArgumentError, nowOf } from "@mohor/command-line";
import { readStatusList } from "../../adapters/publication-folder.ts";
import type { SigningKey } from "../../domain/signing-key.ts";
import type { ListedIndex } from "../../domain/status-change.ts";
import { DEFAULT_SKIP, type PublishedList } from "../../domain/store-home.ts";
import { DEFAULT_DIRECTORY, readDataDirectory, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, type OutputFlags, plainCommand, printResult } from "../flags.ts";
import { backUpIssuerStore } from "../issuer-store.ts";

type BackupFlags = OutputFlags & { readonly dir: string; readonly out: string };
type RestoredFlags = CommonFlags & { readonly skip: number; readonly statusLists?: string };

export function storeBackupCommand(): Command {
  return plainCommand("store", "backup", "copy a SQLite store to a new file while the service runs")
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .requiredOption("--out <file>", "file to write; it must not be there")
    .action(action(backUp));
}

export function storeRestoredCommand(): Command {
  return issuerCommand("store", "restored", "settle a store that was restored from a copy, before anything is issued")
    .option("--skip <count>", "indices that may have been given out since, under each key", parseCount, DEFAULT_SKIP)
    .option("--status-lists <dir>", "the newest published status lists (default: those of the data directory)")
    .action(action(restored));
}

function parseCount(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("a whole number is needed.");
  return Number(text);
}

async function backUp(flags: BackupFlags): Promise<void> {
  await backUpIssuerStore(readDataDirectory(flags.dir), flags.out);
  printResult(flags, { out: flags.out }, [`copied to ${flags.out}`]);
  process.stderr.write(
    "keep settings, secrets and keys of the directory with it, and the passphrase apart from both\n",
  );
}

async function restored(flags: RestoredFlags): Promise<void> {
  const at = nowOf(flags);
  const { skip } = flags;
  const settled = await withIssuer(
    flags.dir,
    async ({ stores, directory }) => {
      const keys = await stores.signingKeys.list();
      const published = publishedLists(keys, flags.statusLists ?? directory.statusLists);
      const audit = { at, actor: "operator", action: "store-settled", subject: "store", detail: { skip } };
      return stores.home.settle({ at, skip, published }, audit);
    },
    { anywhere: true },
  );
  printResult(flags, { keys: settled }, [
    ...settled.map(
      ({ kid, from, to, statuses }) =>
        `key ${kid}: indices ${from} to ${to} skipped, ${statuses} statuses taken back in`,
    ),
    "the store is at home here",
  ]);
}

/** The newest published list of each key, as far as the folder has them. */
function publishedLists(keys: readonly SigningKey[], folder: string): readonly PublishedList[] {
  return keys.flatMap(({ kid, publicKey }) => {
    const list = readStatusList(folder, publicKey);
    const whole = list?.updates[0]?.update;
    if (list === null || whole === undefined) return [];
    const listed: readonly ListedIndex[] = [
      ...[...whole.revoked].map((statusIndex) => ({ statusIndex, status: "revoked" }) as const),
      ...[...whole.suspended].map((statusIndex) => ({ statusIndex, status: "suspended" }) as const),
    ];
    return [{ kid, version: list.version, listed }];
  });
}
