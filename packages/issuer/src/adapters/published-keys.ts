// The signing keys that gates have been told of. A certificate under any other would be refused by every gate, so issue sees only these;
// a key that was made and not published yet waits, and the one before it goes on (docs/trust.md §5.1).

import { toHex } from "@mohor/schema";
import type { SigningKeyStore } from "../domain/ports.ts";
import { newestBundle } from "./publication-folder.ts";

/**
 * The store with a list of published keys only. Before the first publication all are listed: no gate has any trust to refuse by, and the
 * first bundle will name them. The newest bundle is read each time, because it is published by other programs.
 */
export function publishedSigningKeys(signingKeys: SigningKeyStore, trustBundles: string): SigningKeyStore {
  return {
    ...signingKeys,
    async list() {
      const keys = await signingKeys.list();
      const bundle = newestBundle(trustBundles)?.signed.bundle;
      if (bundle === undefined) return keys;
      const published = new Set(bundle.keys.map(({ publicKey }) => toHex(publicKey)));
      return keys.filter(({ publicKey }) => published.has(toHex(publicKey)));
    },
  };
}
