// Signed notes (c2sp.org/signed-note): a text, an empty line, and signature lines. The form of checkpoints and of what witnesses say.

import { concatBytes, sha256, toHex } from "@mohor/schema";
import { fromBase64, toBase64 } from "./base64.ts";

/** Signature types: the log's own (signed-note) and a witness's timestamped one (tlog-cosignature v1). */
export const NOTE_ED25519 = 0x01;
export const NOTE_COSIGNATURE = 0x04;
export type NoteSignatureType = typeof NOTE_ED25519 | typeof NOTE_COSIGNATURE;

/** Bytes of a note: a checkpoint with 16 signatures of 3,300 characters, the longest that are assigned (ML-DSA-44), is below it. */
export const MAX_NOTE_BYTES = 65_536;

/** Signature lines of a note; signed-note demands 16 at least. */
export const MAX_NOTE_SIGNATURES = 64;

/** One signature line. */
export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };

/** A note taken apart; nothing is verified. The text ends with a line end. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A public key by which notes are verified. */
export type NoteKey = {
  readonly name: string;
  readonly type: NoteSignatureType;
  readonly publicKey: Uint8Array;
  readonly keyId: Uint8Array;
};

const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
const VERIFIER_KEY = /^([^\s+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;
/** A name is not empty and holds neither space nor plus (signed-note). */
const KEY_NAME = /^[^\s+\p{Cc}]{1,255}$/u;

/** Whether a note's key may have this name. */
export function isNoteKeyName(name: string): boolean {
  return KEY_NAME.test(name);
}

/** The key with its id: the first four bytes of SHA-256(name, line end, type, key). */
export function noteKey(name: string, type: NoteSignatureType, publicKey: Uint8Array): NoteKey {
  if (!isNoteKeyName(name)) throw new TypeError("a name without spaces and plus is required");
  const head = new TextEncoder().encode(`${name}\n`);
  const keyId = sha256(concatBytes(head, Uint8Array.of(type), publicKey)).slice(0, KEY_ID_BYTES);
  return { name, type, publicKey, keyId };
}

/** The key as people hand it on: `name+id+base64(type, key)`. */
export function formatVerifierKey({ name, type, publicKey, keyId }: NoteKey): string {
  return `${name}+${toHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** The key of such a text, or null: another type, another length, or an id that is not the key's. */
export function parseVerifierKey(text: string): NoteKey | null {
  const [, name = "", id, encoded = ""] = VERIFIER_KEY.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length !== 1 + PUBLIC_KEY_BYTES || !isNoteKeyName(name)) return null;
  const type = [NOTE_ED25519, NOTE_COSIGNATURE].find((known) => known === bytes[0]) as NoteSignatureType | undefined;
  if (type === undefined) return null;
  const key = noteKey(name, type, bytes.slice(1));
  return toHex(key.keyId) === id ? key : null;
}

/** The note's text form. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join("")}`;
}

/** One signature line, ended. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `\u2014 ${name} ${toBase64(concatBytes(keyId, signature))}\n`;
}

/**
 * The note in these bytes, or null: no UTF-8, a control character, no empty line before the signatures, none or too many of them, a
 * line that is none. Linear, and at most MAX_NOTE_BYTES are looked at.
 */
export function parseNote(bytes: Uint8Array): Note | null {
  const whole = bytes.length <= MAX_NOTE_BYTES ? decodeText(bytes) : null;
  if (whole === null) return null;
  const at = whole.lastIndexOf("\n\n");
  if (at < 0 || !whole.endsWith("\n")) return null;
  const signatures = parseSignatures(whole.slice(at + 2));
  return signatures === null || signatures.length === 0 ? null : { text: whole.slice(0, at + 1), signatures };
}

/** Signature lines, or null where one is none or there are too many. */
export function parseSignatures(lines: string): readonly NoteSignature[] | null {
  const texts = lines.split("\n");
  if (texts.pop() !== "" || texts.length > MAX_NOTE_SIGNATURES) return null;
  const signatures = texts.map((line): NoteSignature | null => {
    const [, name = "", encoded = ""] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (bytes === null || bytes.length <= KEY_ID_BYTES || !isNoteKeyName(name)) return null;
    return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
  });
  return signatures.every((signature) => signature !== null) ? signatures : null;
}

/** UTF-8 without control characters but line ends, or null. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return [...text].some((character) => character < " " && character !== "\n") ? null : text;
  } catch {
    return null;
  }
}

/** The signature lines of a note that are this key's, by name and id. */
export function signaturesOf({ signatures }: Note, key: NoteKey): readonly NoteSignature[] {
  return signatures.filter(({ name, keyId }) => name === key.name && toHex(keyId) === toHex(key.keyId));
}
