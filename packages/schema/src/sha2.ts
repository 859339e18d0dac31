// SHA-256 and SHA-512 (FIPS 180-4), synchronous and the same in every environment. The only importer of @noble/hashes.

import * as noble from "@noble/hashes/sha2.js";

/** The 32-byte SHA-256 digest of `message`. */
export function sha256(message: Uint8Array): Uint8Array {
  return noble.sha256(message);
}

/** The 64-byte SHA-512 digest of `message`. */
export function sha512(message: Uint8Array): Uint8Array {
  return noble.sha512(message);
}
