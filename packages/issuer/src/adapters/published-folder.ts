// The folder that `trust publish` writes, as the service hands it on. Read anew when a file has changed: publishing goes on while
// the service runs, and every file is replaced whole.

import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { PortError } from "../domain/refusal.ts";
import { readError, readFileBounded } from "./durable-file.ts";

/** A file and the tag that tells whether a client has it. */
export type FileWithTag = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string };

/** Files held in memory: the bundle, the key sets, the newest of each status list. */
const MAX_HELD = 64;

/** Reads files of `folder`; without a folder there are none. Rejects with PortError FILE_UNREADABLE (also: larger than `maxBytes`). */
export function openPublishedFolder(
  folder: string | null,
  { maxBytes }: { readonly maxBytes: number },
): { readonly read: (name: string) => Promise<FileWithTag | null> } {
  const held = new Map<string, FileWithTag & { readonly version: string }>();
  return {
    async read(name) {
      if (folder === null) return null;
      const path = join(folder, name);
      const version = versionOf(path);
      if (version === null) return null;
      const before = held.get(name);
      if (before?.version === version) return before;
      const bytes = new Uint8Array(readFileBounded(path, { maxBytes }));
      const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
      if (held.size >= MAX_HELD) held.clear();
      held.set(name, { bytes, etag, version });
      return { bytes, etag };
    },
  };
}

/** What changes when a file is replaced; null where there is no file. */
function versionOf(path: string): string | null {
  try {
    const stat = statSync(path, { bigint: true });
    return stat.isFile() ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : null;
  } catch (error) {
    const problem = readError(error, path);
    if (problem instanceof PortError && problem.code === "FILE_NOT_FOUND") return null;
    throw problem;
  }
}
