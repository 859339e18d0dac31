// Whose signatures the next trust bundle of a data directory asks for.

import { existsSync } from "node:fs";
import { readRootSet } from "../adapters/root-set-file.ts";
import { listKeyFiles } from "../adapters/signer-file.ts";
import type { RootSet } from "../domain/root-set.ts";
import type { DataDirectory } from "./data-directory.ts";

/**
 * The root set: the file's; where an earlier version of the program made the directory and there is no such file, the root keys in
 * it, of which one signs alone as it did then. Throws PortError ROOT_KEY_NONE, ROOT_SET_INVALID, FILE_UNREADABLE.
 */
export function rootSetOfDirectory({ rootSet, rootKeys }: DataDirectory): RootSet {
  const own = existsSync(rootSet) || !existsSync(rootKeys) ? [] : listKeyFiles(rootKeys);
  const roots = own.filter(({ purpose }) => purpose === "root").map(({ publicKey }) => publicKey);
  return roots.length > 0 ? { threshold: 1, rootKeys: roots } : readRootSet(rootSet);
}
