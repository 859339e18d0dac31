// The signing keys that gates have been told of. A certificate under any other would be refused by every gate, so issue sees only these;
// a key that was made and not published yet waits, and the one before it goes on (docs/trust.md §5.1).

import { toHex } from "@mohor/schema";
import type { SigningKeyStore } from "../domain/ports.ts";
import { keptVersions, readBundle } from "./publication-folder.ts";

/**
 * The store with a list of published keys only. Before the first publication all are listed: no gate has any trust to refuse by, and the
 * first bundle will name them. Other programs publish, so the newest version is looked for each time; its file never changes and is read once.
 */
export function publishedSigningKeys(signingKeys: SigningKeyStore, trustBundles: string): SigningKeyStore {
  let read: { readonly version: number; readonly published: ReadonlySet<string> } | null = null;

  function publishedIn(version: number): ReadonlySet<string> {
    if (read?.version !== version) {
      const { keys } = readBundle(trustBundles, version).signed.bundle;
      read = { version, published: new Set(keys.map(({ publicKey }) => toHex(publicKey))) };
    }
    return read.published;
  }

  return {
    ...signingKeys,
    async list() {
      const keys = await signingKeys.list();
      const newest = keptVersions(trustBundles).at(-1);
      if (newest === undefined) return keys;
      const published = publishedIn(newest);
      return keys.filter(({ publicKey }) => published.has(toHex(publicKey)));
    },
  };
}
