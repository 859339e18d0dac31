// The authority's root set in its data directory: public keys and threshold, one small JSON file. Nothing secret is in it; but whoever
// may write to it says who vouches for the authority, so each change is shown at the next ceremony.

import { fromHex, PUBLIC_KEY_BYTES, toHex } from "@mohor/schema";
import { PortError } from "../domain/refusal.ts";
import { type RootSet, rootSetOf } from "../domain/root-set.ts";
import { MODE_PUBLIC, readFileBounded, replaceFileDurably } from "./durable-file.ts";

const MAX_FILE_BYTES = 4_096;
const PUBLIC_KEY_HEX = new RegExp(`^[0-9a-f]{${2 * PUBLIC_KEY_BYTES}}$`);

/** Writes the root set, in place of one that may be there. Throws as `replaceFileDurably` does. */
export function writeRootSet(path: string, { threshold, rootKeys }: RootSet): void {
  const content = { threshold, rootKeys: rootKeys.map(toHex) };
  replaceFileDurably(path, `${JSON.stringify(content, null, 2)}\n`, { mode: MODE_PUBLIC });
}

/** The root set. Throws PortError ROOT_KEY_NONE (no file), FILE_UNREADABLE, ROOT_SET_INVALID. */
export function readRootSet(path: string): RootSet {
  const content = parseJson(readText(path));
  const { threshold, rootKeys } = (typeof content === "object" && content !== null ? content : {}) as {
    readonly threshold?: unknown;
    readonly rootKeys?: unknown;
  };
  const isWhole = typeof threshold === "number" && Array.isArray(rootKeys) && rootKeys.every(isPublicKeyHex);
  const made = isWhole ? rootSetOf(rootKeys.map(fromHex), threshold) : null;
  if (made?.ok !== true) throw new PortError("ROOT_SET_INVALID", "the file does not hold a root set", { path });
  return made.rootSet;
}

function isPublicKeyHex(value: unknown): value is string {
  return typeof value === "string" && PUBLIC_KEY_HEX.test(value);
}

function readText(path: string): string {
  try {
    return new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES }));
  } catch (error) {
    if (!(error instanceof PortError) || error.code !== "FILE_NOT_FOUND") throw error;
    throw new PortError("ROOT_KEY_NONE", "no root set was ever made", { cause: error, path });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
