// Public parts of root keys from the texts and pictures that `root init` wrote.

import { Failure } from "@mohor/command-line";
import { decodeRootKeyText } from "../adapters/root-key-text.ts";
import { readCarrier } from "./read-carriers.ts";

/** The keys in these files, in order. Throws Failure FILE_…, PICTURE_…, QR_NOT_FOUND, ROOT_SET_INVALID with the path of what is no root key. */
export async function readRootKeys(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  const rootKeys: Uint8Array[] = [];
  for (const path of paths) {
    const carried = await readCarrier(path);
    const texts = "texts" in carried ? carried.texts : [];
    const found = texts.map(decodeRootKeyText);
    if (found.length === 0) throw new Failure("ROOT_SET_INVALID", path);
    for (const rootKey of found) {
      if (rootKey === null) throw new Failure("ROOT_SET_INVALID", path);
      rootKeys.push(rootKey);
    }
  }
  return rootKeys;
}
