// The proof that one document is in the log, as a file that is checked offline (c2sp.org/tlog-proof v1): its place, the hashes up to the
// root, and the checkpoint.

import { fromBase64, toBase64 } from "./base64.ts";
import { HASH_BYTES, MAX_PROOF_HASHES } from "./merkle-tree.ts";
import { decodeText, MAX_NOTE_BYTES } from "./signed-note.ts";

/** A proof taken apart; nothing is verified. */
export type LogProof = {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The checkpoint's bytes. */
  readonly checkpoint: Uint8Array;
};

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const EXTRA = /^extra [A-Za-z0-9+/=]*$/;
const INDEX = /^index (0|[1-9][0-9]{0,15})$/;

/** Bytes of a proof: a note, and 63 hashes of 45 characters. */
export const MAX_LOG_PROOF_BYTES: number = MAX_NOTE_BYTES + 4_096;

/** The proof's text form. */
export function formatLogProof({ index, hashes, checkpoint }: LogProof): string {
  const lines = hashes.map((hash) => `${toBase64(hash)}\n`).join("");
  return `${FIRST_LINE}\nindex ${index}\n${lines}\n${new TextDecoder().decode(checkpoint)}`;
}

/** The proof in these bytes, or null. */
export function parseLogProof(bytes: Uint8Array): LogProof | null {
  const text = bytes.length <= MAX_LOG_PROOF_BYTES ? decodeText(bytes) : null;
  const at = text?.indexOf("\n\n") ?? -1;
  if (text === null || at < 0) return null;
  const [first, ...rest] = text.slice(0, at).split("\n");
  const lines = EXTRA.test(rest[0] ?? "") ? rest.slice(1) : rest;
  const index = Number(INDEX.exec(lines[0] ?? "")?.[1] ?? Number.NaN);
  const hashes = lines.slice(1).map(fromBase64);
  if (first !== FIRST_LINE || !Number.isSafeInteger(index) || hashes.length > MAX_PROOF_HASHES) return null;
  if (!hashes.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { index, hashes: hashes as Uint8Array[], checkpoint: new TextEncoder().encode(text.slice(at + 2)) };
}
