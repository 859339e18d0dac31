// The public part of a root key on its way from the keyholder's machine to the issuing authority's, as a text that a file, a QR code
// or a voice can carry: `MR1:` and the Base45 (RFC 9285) of the key's COSE_Key (docs/trust.md §2). It is not secret and vouches for
// nothing: whoever receives it compares the thumbprint with the keyholder.

import { decodeBase45, decodeCbor, decodeCoseKey, encodeBase45, encodeCbor, encodeCoseKey } from "@mohor/schema";
import { verificationKey } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";

/** What the text begins with. */
export const ROOT_KEY_PREFIX = "MR1:";

/** A COSE_Key of spec §4.1 has 48 bytes and 11 items. */
const BOUNDS = { maxBytes: 64, maxItems: 16 } as const;

/** The text of a root key's public part. */
export function encodeRootKeyText(publicKey: Uint8Array): string {
  return ROOT_KEY_PREFIX + encodeBase45(encodeCbor(encodeCoseKey(publicKey)));
}

/** The public key in a text, or null: it is no such text, or the key does not pass gate K of docs/spec.md §8.1. */
export function decodeRootKeyText(text: string): Uint8Array | null {
  // Base45 of the largest key and the prefix; what is longer is not even looked at.
  if (!text.startsWith(ROOT_KEY_PREFIX) || text.length > ROOT_KEY_PREFIX.length + (BOUNDS.maxBytes / 2) * 3)
    return null;
  const bytes = decodeBase45(text.slice(ROOT_KEY_PREFIX.length));
  const document = bytes.ok ? decodeCbor(bytes.value, BOUNDS) : bytes;
  if (!document.ok || document.value.tags.length > 0) return null;
  const publicKey = decodeCoseKey(document.value.item);
  if (!publicKey.ok || verificationKey(publicKey.value, nodeCryptoEngine) === null) return null;
  return publicKey.value;
}
