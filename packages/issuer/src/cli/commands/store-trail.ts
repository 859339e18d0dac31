// `store trail`: whether the audit trail is whole, and the hash to keep elsewhere; with --of what one actor did.

import { type Command, EXIT_STATUS, formatInstant } from "@mohor/command-line";
import { type AuditHead, type AuditRecord, findAuditBreak, MAX_AUDIT_PAGE } from "../../domain/audit.ts";
import type { AuditStore } from "../../domain/ports.ts";
import { DEFAULT_DIRECTORY, withIssuer } from "../data-directory.ts";
import { action, type OutputFlags, plainCommand, printResult } from "../flags.ts";

type Flags = OutputFlags & { readonly dir: string; readonly of?: string };

export function storeTrailCommand(): Command {
  return plainCommand("store", "trail", "check the audit trail from its first entry, and print its newest hash")
    .option("--of <actor>", "also print what this organisation, help desk, `holder` or `operator` did, oldest first")
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .action(action(trail));
}

async function trail(flags: Flags): Promise<void> {
  const done: AuditRecord[] = [];
  const { head, brokenAt } = await withIssuer(flags.dir, async ({ stores }) => {
    const head: AuditHead = await stores.audit.head();
    return { head, brokenAt: await findAuditBreak(noting(entries(stores.audit), flags.of, done), head) };
  });
  const of = done.map(({ sequence, at, action: what, subject, detail }) => ({
    sequence,
    at,
    action: what,
    subject,
    detail,
  }));
  printResult(flags, { entries: head.sequence, hash: head.hash, brokenAt, ...(flags.of === undefined ? {} : { of }) }, [
    ...done.map(toLine),
    `${head.sequence} entries, newest ${head.hash}`,
    brokenAt === null ? "the trail is whole" : `the trail is broken at entry ${brokenAt}`,
  ]);
  if (brokenAt !== null) process.exitCode = EXIT_STATUS.INVALID;
}

/** The same entries; those of the actor are put aside. */
async function* noting(
  all: AsyncIterable<AuditRecord>,
  actor: string | undefined,
  aside: AuditRecord[],
): AsyncGenerator<AuditRecord> {
  for await (const record of all) {
    if (record.actor === actor) aside.push(record);
    yield record;
  }
}

function toLine({ sequence, at, action: what, subject, detail }: AuditRecord): string {
  const facts = Object.entries(detail).map(([name, value]) => ` ${name}=${value}`);
  return `${sequence}  ${formatInstant(at)}  ${what}  ${subject}${facts.join("")}`;
}

async function* entries(audit: AuditStore): AsyncGenerator<AuditRecord> {
  for (let page = await audit.page(0, MAX_AUDIT_PAGE); page.length > 0; ) {
    yield* page;
    page = await audit.page(page.at(-1)?.sequence ?? 0, MAX_AUDIT_PAGE);
  }
}
