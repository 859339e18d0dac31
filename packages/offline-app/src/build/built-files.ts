// A built app's files, each beside itself in the two forms that browsers ask for, `<name>.br` and `<name>.gz`: made once, at the strongest
// level, so that a server, ours or a web server before static files, only picks one.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

/** Pictures are compressed in themselves. */
const COMPRESSIBLE: ReadonlySet<string> = new Set([".html", ".js", ".css", ".svg", ".webmanifest", ".json", ".wasm"]);

/** An encoding of HTTP (RFC 9110 §8.4.1) and how the file's name ends that is in it. Best first. */
export const ENCODINGS = [
  { encoding: "br", ending: ".br" },
  { encoding: "gzip", ending: ".gz" },
] as const;
export type Encoding = (typeof ENCODINGS)[number]["encoding"];

/** A file of a built app as it is, and in the encodings that there are of it. */
export type BuiltFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoded: ReadonlyMap<Encoding, Uint8Array<ArrayBuffer>>;
};

/** Writes the compressed forms into the folder; none that is no smaller. */
export async function compressFiles(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => COMPRESSIBLE.has(extname(name)));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const bytes = await readFile(path);
      const params = { [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const forms = [
        { ending: ".br", packed: await promisify(brotliCompress)(bytes, { params }) },
        { ending: ".gz", packed: await promisify(gzip)(bytes, { level: 9 }) },
      ];
      for (const { ending, packed } of forms) if (packed.length < bytes.length) await writeFile(path + ending, packed);
    }),
  );
}

/** A built app's files by name. Rejects where the folder cannot be read: then the build is broken. */
export async function readBuiltFiles(folder: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const held = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const name of (await readdir(folder)).sort()) held.set(name, new Uint8Array(await readFile(join(folder, name))));
  const files = new Map<string, BuiltFile>();
  for (const [name, bytes] of held) {
    if (ENCODINGS.some(({ ending }) => name.endsWith(ending))) continue;
    const encoded = ENCODINGS.flatMap(({ encoding, ending }) => {
      const form = held.get(name + ending);
      return form === undefined ? [] : [[encoding, form] as const];
    });
    files.set(name, { bytes, encoded: new Map(encoded) });
  }
  return files;
}

/** The best encoding of `encoded` that an Accept-Encoding header takes (RFC 9110 §12.5.3); null for the file as it is. */
export function acceptedEncoding(header: string | undefined, encoded: BuiltFile["encoded"]): Encoding | null {
  const taken = new Set<string>();
  for (const part of (header ?? "").toLowerCase().split(",", MAX_CODINGS)) {
    const [, coding = "", quality = "1"] = /^\s*([a-z]+|\*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/.exec(part) ?? [];
    if (Number(quality) > 0) taken.add(coding);
  }
  return ENCODINGS.find(({ encoding }) => encoded.has(encoding) && taken.has(encoding))?.encoding ?? null;
}

/** Codings that are looked at: browsers send four. */
const MAX_CODINGS = 16;
