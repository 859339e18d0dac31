// Small files that must be whole or not there: key files, published trust, pictures. Written, synced to the disk, and only then
// given their name; the directory is synced too, because the name lives there.

import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { PortError } from "../domain/refusal.ts";

/** Readable and writable by this user only: for secrets. */
export const MODE_PRIVATE = 0o600;

/** Readable by everybody: for what is published. */
export const MODE_PUBLIC = 0o644;

/**
 * Creates a file that must not exist (O_EXCL). Throws PortError FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE; after the last two
 * nothing is left at the path.
 */
export function createFileDurably(
  path: string,
  content: Uint8Array | string,
  { mode }: { readonly mode: number },
): void {
  writeDurably(path, content, mode);
  syncDirectory(path);
}

/**
 * Writes a file, in place of one that may be there: a reader sees the old content or the new, never a part, and a failure leaves
 * the old. Throws PortError DISK_FULL, FILE_UNWRITABLE.
 */
export function replaceFileDurably(
  path: string,
  content: Uint8Array | string,
  { mode }: { readonly mode: number },
): void {
  // Beside the target, because a rename is atomic within one file system only. Two programs at once get two names.
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeDurably(temporary, content, mode);
  try {
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw fileError(cause);
  }
  syncDirectory(path);
}

function writeDurably(path: string, content: Uint8Array | string, mode: number): void {
  let file: number;
  try {
    file = openSync(path, "wx", mode);
  } catch (cause) {
    throw fileError(cause);
  }
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (cause) {
    rmSync(path, { force: true });
    throw fileError(cause);
  } finally {
    closeSync(file);
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(directory);
  } catch (cause) {
    throw fileError(cause);
  } finally {
    closeSync(directory);
  }
}

/** The bytes of a regular file of at most `maxBytes`. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE (no file, too large, not allowed). */
export function readFileBounded(path: string, { maxBytes }: { readonly maxBytes: number }): Uint8Array {
  let file: number;
  try {
    // O_NONBLOCK: a pipe in the file's place must not hang us.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw readError(cause);
  }
  try {
    if (!fstatSync(file).isFile()) throw new PortError("FILE_UNREADABLE", "this is no file");
    const buffer = new Uint8Array(maxBytes + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read) {
      read = readSync(file, buffer, length, buffer.length - length, null);
    }
    if (length > maxBytes) throw new PortError("FILE_UNREADABLE", `the file is larger than ${maxBytes} bytes`);
    return buffer.slice(0, length);
  } catch (cause) {
    throw cause instanceof PortError ? cause : readError(cause);
  } finally {
    closeSync(file);
  }
}

/** The file system's error on reading, as the domain knows it. The path is left out: it may hold a name. */
export function readError(cause: unknown): PortError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new PortError("FILE_NOT_FOUND", "the file is not there", { cause });
  return new PortError("FILE_UNREADABLE", `the file cannot be read (${code})`, { cause });
}

/** The file system's error on writing. */
export function fileError(cause: unknown): PortError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "EEXIST") return new PortError("FILE_EXISTS", "the file is there already", { cause });
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG")
    return new PortError("DISK_FULL", "no space is left for the file", { cause });
  return new PortError("FILE_UNWRITABLE", `the file cannot be written (${code})`, { cause });
}
