// Built pages in memory, read once: there are two dozen files of a hundred kilobytes, and they change with the program only.

import { createHash } from "node:crypto";
import { extname } from "node:path";
import { readBuiltFiles, type BuiltFile as StoredFile } from "@mohor/offline-app/files";

/** A file of the pages, as it is and compressed. */
export type BuiltFile = StoredFile & {
  readonly mediaType: string;
  /** Of the file as it is. */
  readonly etag: string;
  /** What stands in the HTML itself, as sources of a content security policy (CSP Level 3 §2.3.1). */
  readonly inline: Readonly<Record<"scripts" | "styles" | "images", readonly string[]>>;
};

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
  for (const [name, { bytes, encoded }] of await readBuiltFiles(folder)) {
    const etag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    const html = extname(name) === ".html" ? new TextDecoder().decode(bytes) : "";
    files.set(name, {
      bytes,
      encoded,
      etag,
      mediaType: MEDIA_TYPES[extname(name)] ?? "application/octet-stream",
      inline: {
        scripts: hashesOf(html, /<script(?: type="module")?>([^<]*(?:<(?!\/script>)[^<]*)*)<\/script>/g),
        styles: hashesOf(html, /<style>([^<]*)<\/style>/g),
        images: /<link rel="icon" href="data:/.test(html) ? ["data:"] : [],
      },
    });
  }
  return files;
}

function hashesOf(html: string, element: RegExp): string[] {
  return [...html.matchAll(element)].map(
    ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
}
