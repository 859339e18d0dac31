// `store trail`: whether the audit trail is whole, and the hash to keep elsewhere.

import { type Command, EXIT_STATUS } from "@mohor/command-line";
import { type AuditHead, type AuditRecord, findAuditBreak, MAX_AUDIT_PAGE } from "../../domain/audit.ts";
import type { AuditStore } from "../../domain/ports.ts";
import { DEFAULT_DIRECTORY, withIssuer } from "../data-directory.ts";
import { action, type OutputFlags, plainCommand, printResult } from "../flags.ts";

type Flags = OutputFlags & { readonly dir: string };

export function storeTrailCommand(): Command {
  return plainCommand("store", "trail", "check the audit trail from its first entry, and print its newest hash")
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .action(action(trail));
}

async function trail(flags: Flags): Promise<void> {
  const { head, brokenAt } = await withIssuer(flags.dir, async ({ stores }) => {
    const head: AuditHead = await stores.audit.head();
    return { head, brokenAt: await findAuditBreak(entries(stores.audit), head) };
  });
  printResult(flags, { entries: head.sequence, hash: head.hash, brokenAt }, [
    `${head.sequence} entries, newest ${head.hash}`,
    brokenAt === null ? "the trail is whole" : `the trail is broken at entry ${brokenAt}`,
  ]);
  if (brokenAt !== null) process.exitCode = EXIT_STATUS.INVALID;
}

async function* entries(audit: AuditStore): AsyncGenerator<AuditRecord> {
  for (let page = await audit.page(0, MAX_AUDIT_PAGE); page.length > 0; ) {
    yield* page;
    page = await audit.page(page.at(-1)?.sequence ?? 0, MAX_AUDIT_PAGE);
  }
}
