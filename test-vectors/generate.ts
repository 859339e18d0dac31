// Makes every vector and key file of this folder from the programs in generate/: `node test-vectors/generate.ts` writes them,
// `--check` says which committed file differs, is missing or has no program. A vector's program has the vector's path.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { sha256, toHex } from "@mohor/schema";
import { decodePicture } from "@mohor/verifier/image";
import { isNegative } from "@mohor/verifier/replay";
import type { AcceptanceFile } from "./generate/acceptance-vector.ts";
import type { PackFile } from "./generate/pack-vector.ts";
import type { PictureVector } from "./generate/picture-vector.ts";
import { TEST_KEYS } from "./generate/test-keys.ts";
import type { Vector } from "./generate/vector.ts";
import { visibleJson } from "./generate/visible-text.ts";

const ROOT = import.meta.dirname;
const NOT_LAYERS: readonly string[] = ["generate", "independent", "node_modules"];

/** What a program exports. */
type Program = { readonly vector: Vector | AcceptanceFile | PackFile } | PictureVector;

/** Version of the set: see README.md. */
const SET_VERSION = "0.1.0";

/** Each file that the programs make, by its path in this folder; the list of them all, and their digests. */
async function plannedFiles(committed: ReadonlyMap<string, Uint8Array>): Promise<Map<string, Uint8Array>> {
  const files = await vectorFiles();
  // A picture that is the same in other bytes stays as it is committed.
  for (const [path, content] of files) {
    const found = committed.get(path);
    if (found !== undefined && (await isSame(path, found, content))) files.set(path, found);
  }
  files.set("index.json", new TextEncoder().encode(visibleJson(indexOf(files))));
  files.set("manifest.sha256", new TextEncoder().encode(manifestOf(files)));
  return files;
}

/** What index.json says: how many vectors of which layer, and of each what it is about. */
function indexOf(files: ReadonlyMap<string, Uint8Array>): object {
  const vectors = [...files]
    .filter(([path]) => path.endsWith(".json") && !path.startsWith("keys/"))
    .map(([path, content]) => ({ path, vector: JSON.parse(new TextDecoder().decode(content)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, vector }) => {
      const { title, spec, bugClass, expect } = vector;
      return { path, title, spec, bugClass, expect, negative: isNegative({ id: path, vector }) };
    });
  const layers = Map.groupBy(vectors, ({ path }) => path.slice(0, path.indexOf("/")));
  const countsOf = (of: typeof vectors) => ({ vectors: of.length, negative: of.filter((it) => it.negative).length });
  return {
    version: SET_VERSION,
    format: "MQ1",
    ...countsOf(vectors),
    layers: Object.fromEntries([...layers].map(([layer, of]) => [layer, countsOf(of)])),
    index: vectors,
  };
}

/** As `sha256sum --check` reads it. */
function manifestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const paths = [...files.keys()].sort();
  return paths.map((path) => `${toHex(sha256(files.get(path) as Uint8Array))}  ${path}\n`).join("");
}

async function vectorFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const json = (path: string, value: unknown) => files.set(path, new TextEncoder().encode(visibleJson(value)));
  for (const { label, purpose, seed, publicKey, kid } of TEST_KEYS) {
    const name = label.replace("mohor TEST-ONLY ", "TEST-ONLY-").replaceAll(" ", "-");
    json(`keys/${name}.json`, { label, purpose, seed: toHex(seed), publicKey: toHex(publicKey), kid: toHex(kid) });
  }
  for (const layer of foldersOf(join(ROOT, "generate"))) {
    for (const file of readdirSync(join(ROOT, "generate", layer))) {
      const program: Program = await import(`./generate/${layer}/${file}`);
      const path = `${layer}/${file.replace(/\.ts$/, "")}`;
      json(`${path}.json`, program.vector);
      if ("picture" in program) files.set(`${layer}/${program.vector.picture}`, program.picture);
    }
  }
  return files;
}

/** Each committed file of a layer or of keys/, by its path in this folder. */
function committedFiles(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const layer of foldersOf(ROOT).filter((name) => !NOT_LAYERS.includes(name))) {
    for (const file of readdirSync(join(ROOT, layer))) {
      files.set(`${layer}/${file}`, readFileSync(join(ROOT, layer, file)));
    }
  }
  for (const path of ["index.json", "manifest.sha256"]) {
    if (existsSync(join(ROOT, path))) files.set(path, readFileSync(join(ROOT, path)));
  }
  return files;
}

function foldersOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Where the committed files depart from the programs, a line each; none where all is as it should be. */
export async function checkVectors(): Promise<string[]> {
  const committed = committedFiles();
  const planned = await plannedFiles(committed);
  const departures: string[] = [];
  for (const [path, content] of planned) {
    const found = committed.get(path);
    if (found === undefined) departures.push(`test-vectors/${path}: missing`);
    else if (!(await isSame(path, found, content))) departures.push(`test-vectors/${path}: differs from its program`);
  }
  for (const path of committed.keys()) {
    if (!planned.has(path)) departures.push(`test-vectors/${path}: no program makes it`);
  }
  return departures.sort();
}

/** Byte for byte; a picture may also be the same pixels or the same damage by another build of zlib, whose bytes differ. */
async function isSame(path: string, found: Uint8Array, content: Uint8Array): Promise<boolean> {
  if (Buffer.compare(found, content) === 0) return true;
  return path.endsWith(".png") && isDeepStrictEqual(await decodePicture(found), await decodePicture(content));
}

async function writeVectors(): Promise<number> {
  const committed = committedFiles();
  const planned = await plannedFiles(committed);
  let written = 0;
  for (const [path, content] of planned) {
    const found = committed.get(path);
    if (found !== undefined && (await isSame(path, found, content))) continue;
    mkdirSync(join(ROOT, dirname(path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
    written++;
  }
  return written;
}

if (import.meta.main) {
  if (!process.argv.includes("--check")) process.stderr.write(`${await writeVectors()} files written\n`);
  const departures = await checkVectors();
  for (const departure of departures) process.stderr.write(`${departure}\n`);
  process.exitCode = departures.length === 0 ? 0 : 1;
}
