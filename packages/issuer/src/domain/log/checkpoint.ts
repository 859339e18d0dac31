// Checkpoints (c2sp.org/tlog-checkpoint): which tree a log has, signed; and cosignatures of witnesses on them
// (c2sp.org/tlog-cosignature v1): that this was the largest tree the witness has seen of this log.

import { concatBytes, type Decoded, refuse } from "@mohor/schema";
import type { SignatureCheck } from "../root-ceremony.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { HASH_BYTES, type TreeHead } from "./merkle-tree.ts";
import {
  NOTE_COSIGNATURE,
  type Note,
  type NoteKey,
  type NoteSignature,
  parseNote,
  signaturesOf,
} from "./signed-note.ts";

/** What a checkpoint says. */
export type Checkpoint = TreeHead & { readonly origin: string };

/** A checkpoint whose log's signature holds, with those witnesses asked for whose cosignatures hold. */
export type VerifiedCheckpoint = Checkpoint & {
  readonly note: Note;
  readonly witnesses: readonly { readonly name: string; readonly at: number }[];
};

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;
const TIMESTAMP_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** The body of a checkpoint, which is what the log signs. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** What a note's text says as a checkpoint, or null. Extension lines are allowed and say nothing here. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length < 3 || lines.includes("")) return null;
  const [origin = "", sizeText = "", rootText = ""] = lines;
  const root = fromBase64(rootText);
  const size = Number(sizeText);
  if (!SIZE.test(sizeText) || !Number.isSafeInteger(size) || root?.length !== HASH_BYTES) return null;
  return { origin, size, root };
}

/**
 * The checkpoint in these bytes, whose origin is the log's name and which the log has signed; with the witnesses among `witnesses` that
 * have cosigned it. Codes: LOG_CHECKPOINT_MALFORMED; LOG_CHECKPOINT_UNTRUSTED (another origin, no signature by the log's key, or one
 * by a known key that does not hold: then the whole note is refused, as signed-note advises).
 */
export function verifyCheckpoint(
  bytes: Uint8Array,
  {
    log,
    witnesses = [],
    check,
  }: { readonly log: NoteKey; readonly witnesses?: readonly NoteKey[]; readonly check: SignatureCheck },
): Decoded<VerifiedCheckpoint> {
  const note = parseNote(bytes);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  if (note === null || checkpoint === null) return refuse("LOG_CHECKPOINT_MALFORMED");
  const text = new TextEncoder().encode(note.text);
  const own = signaturesOf(note, log);
  const isSigned = own.length > 0 && own.every(({ signature }) => check(log.publicKey, signature, text));
  if (checkpoint.origin !== log.name || !isSigned) return refuse("LOG_CHECKPOINT_UNTRUSTED");
  const seen: { readonly name: string; readonly at: number }[] = [];
  for (const witness of witnesses) {
    for (const { signature } of signaturesOf(note, witness)) {
      const at = cosignedAt(note.text, signature, witness, check);
      if (at === null) return refuse("LOG_CHECKPOINT_UNTRUSTED");
      seen.push({ name: witness.name, at });
    }
  }
  return { ok: true, value: { ...checkpoint, note, witnesses: seen } };
}

/** What a witness signs: that it saw the tree of this checkpoint at this time. */
export function cosignedMessage(text: string, at: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`cosignature/v1\ntime ${at}\n${text}`);
}

/** A witness's signature line from its time and the signature over `cosignedMessage`. */
export function cosignature(witness: NoteKey, at: number, signature: Uint8Array): NoteSignature {
  const time = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(at));
  return { name: witness.name, keyId: witness.keyId, signature: concatBytes(time, signature) };
}

/** When the witness signed, or null where its signature does not hold. */
function cosignedAt(text: string, signature: Uint8Array, witness: NoteKey, check: SignatureCheck): number | null {
  if (witness.type !== NOTE_COSIGNATURE || signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return null;
  const at = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(at)) return null;
  return check(witness.publicKey, signature.subarray(TIMESTAMP_BYTES), cosignedMessage(text, at)) ? at : null;
}
