// A whole log of a million entries audited from files, against the bare hashing of its entries and nodes: what an auditor waits for.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@mohor/schema";
import { logFolder, logReader } from "../packages/issuer/src/adapters/log-folder.ts";
import { auditLog } from "../packages/issuer/src/domain/log/audit-log.ts";
import { leafHash, nodeHash } from "../packages/issuer/src/domain/log/merkle-tree.ts";
import { EMPTY_EDGE, growTree, type LogFile } from "../packages/issuer/src/domain/log/tiles.ts";

const ENTRIES = 1_000_000;

function entryOf(i: number): Uint8Array {
  return sha256(Uint8Array.of(i & 255, (i >> 8) & 255, i >> 16));
}

export async function benchLogAudit(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "mohor-log-"));
  try {
    const folder = logFolder(directory);
    const tree = growTree(EMPTY_EDGE);
    let files: LogFile[] = [];
    for (let i = 0; i < ENTRIES; i++) files.push(...tree.add(entryOf(i)));
    files.push(...tree.partialFiles());
    const root = await tree.root();
    for (; files.length > 0; files = files.slice(256)) await folder.write(files.slice(0, 256));

    const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
    const audit = await auditLog(logReader(directory), { size: ENTRIES, root });
    const audited = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpuBegun);
    if (!audit.ok) throw new Error(audit.place);

    const bareBegun = performance.now();
    let hash = leafHash(entryOf(0));
    for (let i = 1; i < ENTRIES; i++) hash = nodeHash(hash, leafHash(hash));
    const bare = performance.now() - bareBegun;
    process.stdout.write(`\naudit of a log of ${ENTRIES} entries, against bare hashing of as many entries and nodes\n`);
    process.stdout.write(
      `  bare hashing ${(bare / 1000).toFixed(1)} s, audit ${(audited / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of a core), ${(audited / bare).toFixed(2)} times\n`,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}
