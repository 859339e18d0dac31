// Built pages in memory, read once: there are a dozen files of a hundred kilobytes, and they change with the program only.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** A file of the pages. */
export type BuiltFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string; readonly etag: string };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** The files of a built app by name. Rejects where the folder cannot be read: then the build is broken. */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const files = new Map<string, BuiltFile>();
  for (const name of (await readdir(folder)).sort()) {
    const bytes = new Uint8Array(await readFile(join(folder, name)));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    files.set(name, { bytes, etag, mediaType: MEDIA_TYPES[extname(name)] ?? "application/octet-stream" });
  }
  return files;
}
