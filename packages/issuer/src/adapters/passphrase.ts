// Where a passphrase and a token's PIN come from: the environment, or a file that the environment names. Never a flag, because arguments are shown
// to every user of the machine and kept in shell histories.

import { PortError } from "../domain/refusal.ts";
import { readFileBounded } from "./durable-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Bytes of a file that holds a passphrase or a PIN. */
const MAX_FILE_BYTES = 1_024;

/**
 * The passphrase of MOHOR_PASSPHRASE, or of the file that MOHOR_PASSPHRASE_FILE names (one line; its end is not part of it), in
 * NFKC so that any keyboard gives the same. Throws PortError PASSPHRASE_MISSING (neither is set, or it is empty),
 * FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readPassphrase(environment: Environment): string {
  const passphrase = readSecret(environment, "MOHOR_PASSPHRASE");
  if (passphrase === null) {
    throw new PortError("PASSPHRASE_MISSING", "neither MOHOR_PASSPHRASE nor MOHOR_PASSPHRASE_FILE holds a passphrase");
  }
  return passphrase.normalize("NFKC");
}

/**
 * The PIN of MOHOR_PKCS11_PIN, or of the file that MOHOR_PKCS11_PIN_FILE names, byte for byte; null where there is none, because some
 * commands need none. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readPin(environment: Environment): string | null {
  return readSecret(environment, "MOHOR_PKCS11_PIN");
}

/**
 * The secret of the variable `name`, or of the file (one line) that the variable `name`_FILE names; null where neither is set or it is
 * empty. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readSecret(environment: Environment, name: string): string | null {
  return (environment[name] ?? fromFile(environment[`${name}_FILE`])) || null;
}

function fromFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES }));
  return text.replace(/\r?\n$/, "");
}
