// The set of what was really issued under a key (docs/spec.md §4.6), from the store: when the key is stolen and revoked, gates go on
// accepting what is in it. An index or a date would prove nothing, because a thief signs any of them.

import { coseKeyThumbprint, decodeQrText, encodeIssuedSet, issuedSetEntry } from "@mohor/schema";
import type { CertificateStore } from "./ports.ts";
import type { SigningKey } from "./signing-key.ts";

const ENTRY_BYTES = 8;

/**
 * The document for a key at `now`, and how many certificates it holds: those that have not expired. Revoked ones are in it too; the
 * status list goes on to refuse them. Streamed from the store; memory is eight bytes for each. Rejects as the store does.
 */
export async function makeIssuedSet(
  key: SigningKey,
  { certificates }: { readonly certificates: CertificateStore },
  { now }: { readonly now: number },
): Promise<{ readonly count: number; readonly document: Uint8Array<ArrayBuffer> }> {
  let entries = new Uint8Array(1_024 * ENTRY_BYTES);
  let length = 0;
  for await (const qrText of certificates.issuedTokens(key.kid, now)) {
    const token = decodeQrText(qrText);
    // Only what passed the self-check was ever stored; the seal of the store excludes a change since.
    if (!token.ok) throw new TypeError(`a stored certificate does not decode: ${token.code}`);
    if (length === entries.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(entries);
      entries = larger;
    }
    entries.set(issuedSetEntry(token.value), length);
    length += ENTRY_BYTES;
  }
  const document = encodeIssuedSet(coseKeyThumbprint(key.publicKey), entries.subarray(0, length));
  return { count: length / ENTRY_BYTES, document };
}
