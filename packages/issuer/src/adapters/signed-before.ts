// What a root key has signed last, beside its key file: a root must not sign two contents of one version, nor go back to an earlier
// one, whoever asks. The note carries the root's own signature, so that nobody else can write one; who deletes it takes away the
// memory, which is why the transcript says when there is none.

import { existsSync } from "node:fs";
import { decodeSignedTrustBundle, MAX_TRUST_BUNDLE_BYTES, type SignedTrustBundle } from "@mohor/schema";
import { PortError } from "../domain/refusal.ts";
import { type SignatureCheck, tallyRoots } from "../domain/root-ceremony.ts";
import { MODE_PRIVATE, readFileBounded, replaceFileDurably } from "./durable-file.ts";

/** The note's place beside a key file. */
export function signedBeforePath(keyFile: string): string {
  return `${keyFile.replace(/\.json$/, "")}.signed.cose`;
}

/** Keeps a bundle with this root's signature. Throws as `replaceFileDurably`. */
export function keepSigned(keyFile: string, signedBundle: Uint8Array): void {
  replaceFileDurably(signedBeforePath(keyFile), signedBundle, { mode: MODE_PRIVATE });
}

/** What the root has signed last, or null. Throws PortError FILE_UNREADABLE, KEY_FILE_DAMAGED (no bundle with this root's signature). */
export function readSigned(
  keyFile: string,
  { rootKey, check }: { readonly rootKey: Uint8Array; readonly check: SignatureCheck },
): SignedTrustBundle | null {
  const path = signedBeforePath(keyFile);
  if (!existsSync(path)) return null;
  const signed = decodeSignedTrustBundle(readFileBounded(path, { maxBytes: MAX_TRUST_BUNDLE_BYTES }));
  if (signed.ok && tallyRoots(signed.value, { threshold: 1, rootKeys: [rootKey] }, check).missing === 0) {
    return signed.value;
  }
  throw new PortError("KEY_FILE_DAMAGED", "the note of what this root signed last is not its own", { path });
}
