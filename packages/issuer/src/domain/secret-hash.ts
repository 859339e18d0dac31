// What a store keeps of a secret that was handed out: its keyed hash, from which neither a copy of the store nor a guess finds it back.

import type { KeyedHash } from "./ports.ts";

/**
 * HMAC-SHA-256 of a secret under the issuer's current token key, 32 bytes. `what` names its use and holds no NUL: one text handed out
 * for two uses has two hashes.
 */
export function secretHash(what: string, secret: string, hash: KeyedHash): Promise<Uint8Array> {
  return hash.hmac("token", hash.currentKeyId("token"), new TextEncoder().encode(`${what}\0${secret}`));
}
