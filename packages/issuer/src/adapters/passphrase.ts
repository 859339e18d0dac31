// Where a passphrase comes from: the environment, or a file that the environment names. Never a flag, because arguments are shown
// to every user of the machine and kept in shell histories.

import { PortError } from "../domain/refusal.ts";
import { readFileBounded } from "./durable-file.ts";

/** Bytes of a passphrase file. */
const MAX_FILE_BYTES = 1_024;

/**
 * The passphrase of MOHOR_PASSPHRASE, or of the file that MOHOR_PASSPHRASE_FILE names (one line; its end is not part of it), in
 * NFKC so that any keyboard gives the same. Throws PortError PASSPHRASE_MISSING (neither is set, or it is empty),
 * FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readPassphrase(environment: Readonly<Record<string, string | undefined>>): string {
  const passphrase = environment.MOHOR_PASSPHRASE ?? fromFile(environment.MOHOR_PASSPHRASE_FILE);
  if (passphrase === undefined || passphrase === "") {
    throw new PortError("PASSPHRASE_MISSING", "neither MOHOR_PASSPHRASE nor MOHOR_PASSPHRASE_FILE holds a passphrase");
  }
  return passphrase.normalize("NFKC");
}

function fromFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES }));
  return text.replace(/\r?\n$/, "");
}
