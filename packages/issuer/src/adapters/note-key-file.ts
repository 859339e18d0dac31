// The name and key of a log or a witness: a small public file beside the sealed key.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fromHex, toHex } from "@mohor/schema";
import { isNoteKeyName, type NoteKey, type NoteSignatureType, noteKey } from "../domain/log/signed-note.ts";
import type { RandomSource, Signer } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { createFileDurably, MODE_PUBLIC, readFileBounded } from "./durable-file.ts";
import { generateKeyFile, openFileSigner } from "./signer-file.ts";

/** A note key of ours. */
export type OwnNoteKey = { readonly key: NoteKey; readonly kid: Uint8Array };

const FILE = "note-key.json";
const MAX_FILE_BYTES = 4_096;

/** Makes a key in a folder. Throws PortError LOG_EXISTS, LOG_NAME_MALFORMED, and as writing a key file does. */
export async function createNoteKey(
  folder: string,
  name: string,
  options: {
    readonly type: NoteSignatureType;
    readonly purpose: "log" | "witness";
    readonly created: number;
    readonly passphrase: string;
    readonly random: RandomSource;
  },
): Promise<OwnNoteKey> {
  const { type, ...about } = options;
  if (!isNoteKeyName(name))
    throw new PortError("LOG_NAME_MALFORMED", "the name holds a space or a plus, or is too long");
  if (existsSync(join(folder, FILE))) throw new PortError("LOG_EXISTS", "there is a key already", { path: folder });
  const { kid, publicKey } = await generateKeyFile(folder, about);
  const content = { name, type, kid, publicKey: toHex(publicKey) };
  createFileDurably(join(folder, FILE), `${JSON.stringify(content, null, 2)}\n`, { mode: MODE_PUBLIC });
  return { key: noteKey(name, type, publicKey), kid: fromHex(kid) };
}

/** The key of a folder. Throws PortError LOG_NOT_SET_UP, KEY_FILE_DAMAGED. */
export function readNoteKey(folder: string): OwnNoteKey {
  const path = join(folder, FILE);
  if (!existsSync(path)) throw new PortError("LOG_NOT_SET_UP", "there is no key of a log", { path: folder });
  let held: Readonly<Record<string, unknown>> | null;
  try {
    held = JSON.parse(new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES })));
  } catch (cause) {
    throw new PortError("KEY_FILE_DAMAGED", "the file is no JSON", { cause, path });
  }
  const { name, type, kid, publicKey } = held ?? {};
  const isWhole =
    typeof name === "string" &&
    isNoteKeyName(name) &&
    (type === 1 || type === 4) &&
    typeof kid === "string" &&
    /^[0-9a-f]{8}$/.test(kid) &&
    typeof publicKey === "string" &&
    /^[0-9a-f]{64}$/.test(publicKey);
  if (!isWhole) throw new PortError("KEY_FILE_DAMAGED", "the file does not say what it should", { path });
  return { key: noteKey(name, type, fromHex(publicKey)), kid: fromHex(kid) };
}

/** The signer of a folder's key. Rejects as opening a key file does. */
export function openNoteSigner(folder: string, { kid }: OwnNoteKey, passphrase: string): Promise<Signer> {
  return openFileSigner(folder, [toHex(kid)], passphrase);
}
