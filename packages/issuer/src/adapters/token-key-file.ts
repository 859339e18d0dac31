// A key file whose key is elsewhere: it says in which hardware token. For keyholders, whose machine has no data directory and no
// settings. Nothing in it is secret, and nothing in it is believed: the token holds the key that it names or it does not.

import { PortError } from "../domain/refusal.ts";
import type { KeySigner } from "./checked-signer.ts";
import { createFileDurably, MODE_PRIVATE, readFileBounded } from "./durable-file.ts";
import { connectToken, type TokenSettings } from "./signer-pkcs11.ts";

const FORMAT = "mohor-token-key-1";
const MAX_FILE_BYTES = 4_096;

/** The place of a key in a token. */
export type TokenKeyFile = { readonly kid: string; readonly token: TokenSettings };

/** Writes the file; it must not be there. Throws PortError FILE_EXISTS, FILE_UNWRITABLE, DISK_FULL. */
export function writeTokenKeyFile(path: string, { kid, token }: TokenKeyFile): void {
  createFileDurably(path, `${JSON.stringify({ format: FORMAT, kid, token }, null, 2)}\n`, { mode: MODE_PRIVATE });
}

/** The place that a file names, or null where it is another kind of file. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE, KEY_FILE_DAMAGED. */
export function readTokenKeyFile(path: string): TokenKeyFile | null {
  const text = new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_KEY_FILE_BYTES }));
  if (!text.includes(FORMAT) || text.length > MAX_FILE_BYTES) return null;
  const file = parseJson(text);
  const { format, kid, token } = file ?? {};
  if (format !== FORMAT) return null;
  const { module, label, timeoutSeconds } = (token ?? {}) as Partial<Record<keyof TokenSettings, unknown>>;
  const isWhole =
    typeof kid === "string" &&
    /^[0-9a-f]{8}$/.test(kid) &&
    typeof module === "string" &&
    module.startsWith("/") &&
    typeof label === "string" &&
    typeof timeoutSeconds === "number" &&
    timeoutSeconds >= 1 &&
    timeoutSeconds <= 300;
  if (!isWhole) throw new PortError("KEY_FILE_DAMAGED", "the file does not say which token holds the key", { path });
  return { kid, token: { module, label, timeoutSeconds } };
}

/** A sealed file, which it may be instead, is at most this long. */
const MAX_KEY_FILE_BYTES = 65_536;

function parseJson(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** A signer with the key that the file names. Rejects with PortError HSM_…, SIGNING_KEY_UNAVAILABLE. */
export function openTokenKeyFile(
  { kid, token }: TokenKeyFile,
  { pin }: { readonly pin: string | null },
): Promise<KeySigner> {
  return connectToken(token, { pin }).openSigner([kid]);
}
