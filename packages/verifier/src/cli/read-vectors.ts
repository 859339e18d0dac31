// The vectors of a folder: each folder in it is a layer, each JSON file in a layer a vector. Node only.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Failure, fileFailure, readBounded } from "@mohor/command-line";
import { CODES, MAX_PICTURE_BYTES } from "@mohor/schema";
import { decodeQuestion, questionOf, type VectorFile } from "@mohor/verifier/replay";

/** Folders of test-vectors/ that hold no vectors. */
const NOT_LAYERS: ReadonlySet<string> = new Set(["generate", "independent", "keys", "node_modules"]);

/** Bytes of a vector's file: a status update of 4 MiB in hex, and as much again for the rest. */
const MAX_VECTOR_BYTES = 16_777_216;

/** A picture's name as the schema has it: a file beside the vector, so that no vector can name another folder's. */
const PICTURE_NAME = /^[0-9a-z-]+\.[a-z]+$/;

/**
 * Every vector below `folder`, by layer and name; those of the given layers only, where some are given. Throws Failure:
 * FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, VECTOR_MALFORMED, VECTORS_MISSING.
 */
export async function readVectors(folder: string, layers: readonly string[] = []): Promise<VectorFile[]> {
  const files: VectorFile[] = [];
  for (const layer of await layersOf(folder)) {
    if (layers.length > 0 && !layers.includes(layer)) continue;
    const names = (await list(join(folder, layer))).map(({ name }) => name).filter((name) => name.endsWith(".json"));
    for (const name of names) files.push(await readVector(folder, `${layer}/${name.slice(0, -".json".length)}`));
  }
  if (files.length === 0) throw new Failure("VECTORS_MISSING", folder);
  return files;
}

async function layersOf(folder: string): Promise<string[]> {
  const entries = await list(folder);
  return entries.filter((entry) => entry.isDirectory() && !NOT_LAYERS.has(entry.name)).map(({ name }) => name);
}

async function list(folder: string) {
  try {
    return (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileFailure(error, folder, "read");
  }
}

async function readVector(folder: string, id: string): Promise<VectorFile> {
  const path = join(folder, `${id}.json`);
  const vector = parseVector(await readBounded(path, MAX_VECTOR_BYTES));
  if (vector === null) throw new Failure("VECTOR_MALFORMED", path);
  if (!("picture" in vector)) return { id, vector };
  return { id, vector, picture: await readBounded(join(folder, id, "..", vector.picture), MAX_PICTURE_BYTES) };
}

/** What the file says, or null where a replay could not ask by it. The whole form is the schema's business. */
function parseVector(bytes: Uint8Array): VectorFile["vector"] | null {
  let vector: VectorFile["vector"] | null;
  try {
    vector = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (typeof vector !== "object" || typeof vector?.title !== "string" || !isExpectation(vector.expect)) return null;
  if ("picture" in vector) return PICTURE_NAME.test(vector.picture) ? vector : null;
  // A vector that can be asked by makes a question that a respondent takes.
  const question = JSON.stringify({ id: "", ...questionOf({ id: "", vector }) });
  return decodeQuestion(question).ok && "qrText" in vector === "intermediates" in vector ? vector : null;
}

function isExpectation(expect: unknown): boolean {
  const outcomes = Array.isArray(expect) ? expect : [expect];
  return outcomes.every(
    (outcome) => typeof outcome === "string" && (OUTCOMES.has(outcome) || Object.hasOwn(CODES, outcome)),
  );
}

const OUTCOMES: ReadonlySet<string> = new Set(["valid", "read", "accepted", "unchanged"]);
