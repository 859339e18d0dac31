// Issued sets of the vectors (docs/spec.md §4.6), and a trust bundle that names one for the key that it revokes.

import { concatBytes, coseKeyThumbprint, encodeIssuedSet, issuedSetEntry, sha256 } from "@mohor/schema";
import { REVOKED_KEY, STATUS_LIST_KEY, type TestKey } from "./test-keys.ts";
import { SMALL_BUNDLE, signedBundle, trusted } from "./trust.ts";

/** The issued set of these tokens of the revoked key, or of another. */
export function issuedSet(tokens: readonly Uint8Array[], key: TestKey = REVOKED_KEY): Uint8Array {
  return encodeIssuedSet(coseKeyThumbprint(key.publicKey), concatBytes(...tokens.map(issuedSetEntry)));
}

/** A trust bundle that revokes the revoked key and names this issued set for it. */
export function bundleNaming(set: Uint8Array): Uint8Array {
  const keys = [trusted(REVOKED_KEY, { state: "revoked" }), trusted(STATUS_LIST_KEY)];
  const companion = { keyIndex: 0, kind: "issued-set", version: 1, digest: sha256(set) } as const;
  return signedBundle({ ...SMALL_BUNDLE, keys, companions: [companion] });
}
