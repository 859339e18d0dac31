// Small files that must be whole or not there: key files, published trust, pictures. Written, synced to the disk, and only then
// given their name; the directory is synced too, because the name lives there.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
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

/** The same for folders. */
export const MODE_PRIVATE_FOLDER = 0o700;
export const MODE_PUBLIC_FOLDER = 0o755;

/**
 * Creates a file that must not exist: whole, or not there, also after a crash. Throws PortError FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE; after the last two
 * nothing is left at the path.
 */
export function createFileDurably(
  path: string,
  content: Uint8Array | string,
  { mode }: { readonly mode: number },
): void {
  writeAndName(path, content, mode, linkSync);
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
  writeAndName(path, content, mode, renameSync);
}

/** Writes under a name of its own, beside the target, because names move atomically within one file system only; then names it. */
function writeAndName(
  path: string,
  content: Uint8Array | string,
  mode: number,
  name: (temporary: string, path: string) => void,
): void {
  // Drawn, not counted: programs in two containers may have the same process id.
  const temporary = `${path}.${randomBytes(8).toString("hex")}.tmp`;
  writing(path, () => {
    try {
      writeNew(temporary, content, mode);
      name(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
    syncDirectory(path);
  });
}

/** Makes a folder and those above it, where they are not there. Throws PortError FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE. */
export function makeFolder(path: string, { mode }: { readonly mode: number }): void {
  writing(path, () => mkdirSync(path, { recursive: true, mode }));
}

function writeNew(path: string, content: Uint8Array | string, mode: number): void {
  const file = openSync(path, "wx", mode);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a file that another library has written on the disk, with its name. Throws PortError FILE_UNWRITABLE. */
export function syncFile(path: string): void {
  writing(path, () => {
    const file = openSync(path, "r+");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    syncDirectory(path);
  });
}

function syncDirectory(path: string): void {
  const directory = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** The bytes of a regular file of at most `maxBytes`. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE (no file, too large, not allowed). */
export function readFileBounded(path: string, { maxBytes }: { readonly maxBytes: number }): Uint8Array {
  return reading(path, () => {
    // O_NONBLOCK: a pipe in the file's place must not hang us.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!fstatSync(file).isFile()) throw new PortError("FILE_UNREADABLE", "this is no file", { path });
      const buffer = new Uint8Array(maxBytes + 1);
      let length = 0;
      for (let read = 1; read > 0 && length < buffer.length; length += read) {
        read = readSync(file, buffer, length, buffer.length - length, null);
      }
      if (length > maxBytes) {
        throw new PortError("FILE_UNREADABLE", `the file is larger than ${maxBytes} bytes`, { path });
      }
      return buffer.slice(0, length);
    } finally {
      closeSync(file);
    }
  });
}

/** Runs what reads a file or folder; a system error becomes the port's, with the path. */
export function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw readError(error, path);
  }
}

/** Runs what writes a file or folder; a system error becomes the port's, with the path. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw writeError(error, path);
  }
}

/** What a failure to read is to the domain: FILE_NOT_FOUND, FILE_UNREADABLE; anything but a system error as it is. */
export function readError(cause: unknown, path: string): unknown {
  const errno = errnoOf(cause);
  if (errno === null) return cause;
  if (errno === "ENOENT" || errno === "ENOTDIR") {
    return new PortError("FILE_NOT_FOUND", "the file is not there", { cause, path });
  }
  return new PortError("FILE_UNREADABLE", `the file cannot be read (${errno})`, { cause, path });
}

/** What a failure to write is to the domain: FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE; anything but a system error as it is. */
export function writeError(cause: unknown, path: string): unknown {
  const errno = errnoOf(cause);
  if (errno === null) return cause;
  if (errno === "EEXIST") return new PortError("FILE_EXISTS", "the file is there already", { cause, path });
  if (errno === "ENOSPC" || errno === "EDQUOT" || errno === "EFBIG") {
    return new PortError("DISK_FULL", "no space is left for the file", { cause, path });
  }
  return new PortError("FILE_UNWRITABLE", `the file cannot be written (${errno})`, { cause, path });
}

function errnoOf(error: unknown): string | null {
  const code = error instanceof PortError ? undefined : (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
