// What a verifier keeps (docs/spec.md §4.8) as files: FILE is the state, FILE.issued-sets/<sha256>.cbor lie beside it. A file is written
// whole, onto the disk, before it has its name; what another process has written meanwhile is never overwritten with something older.

import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure, fileFailure, readBounded } from "@mohor/command-line";
import { bytesEqual, MAX_ISSUED_SET_BYTES, MAX_TRUST_STATE_BYTES } from "@mohor/schema";
import type { TrustState } from "@mohor/verifier";

/** How often a change is made anew over what another process has written. */
const MAX_ROUNDS = 8;

/** A lock that is older was left by a process that died: writing takes milliseconds, on a slow card seconds. */
const STALE_LOCK_MILLISECONDS = 30_000;
const LOCK_WAIT_MILLISECONDS = 20;
const MAX_LOCK_TRIES = 3_000;

const ISSUED_SET_NAME = /^([0-9a-f]{64})\.cbor$/;

/** The state in a file, or null where there is none yet. Throws Failure FILE_UNREADABLE, FILE_TOO_LARGE. Nothing is verified here. */
export async function readTrustStateFile(path: string): Promise<TrustState | null> {
  const bytes = await readIfThere(path, MAX_TRUST_STATE_BYTES);
  if (bytes === null) return null;
  const issuedSets = new Map<string, Uint8Array>();
  for (const name of await namesIn(setsFolder(path))) {
    const digest = ISSUED_SET_NAME.exec(name)?.[1];
    const set = digest === undefined ? null : await readIfThere(join(setsFolder(path), name), MAX_ISSUED_SET_BYTES);
    if (digest !== undefined && set !== null) issuedSets.set(digest, set);
  }
  return { bytes, issuedSets };
}

/**
 * Gives what is held to `change` and keeps the state that it returns, unless that is the very object it was given. Where another
 * process has changed the file meanwhile, `change` is called again with what is there now. A failure or a crash leaves the old state
 * or the new one, whole. Throws Failure FILE_…, DISK_FULL, and what `change` throws.
 */
export async function changeTrustStateFile<T extends { readonly state: TrustState | null }>(
  path: string,
  change: (held: TrustState | null) => T | Promise<T>,
): Promise<T> {
  for (let round = 1; ; round++) {
    const held = await readTrustStateFile(path);
    const result = await change(held);
    if (result.state === null || result.state === held) return result;
    const { state } = result;
    const isKept = await withLock(path, async () => {
      const now = await readIfThere(path, MAX_TRUST_STATE_BYTES);
      const isSame = held === null ? now === null : now !== null && bytesEqual(now, held.bytes);
      if (isSame) await writeState(path, state);
      return isSame;
    });
    if (isKept) return result;
    if (round === MAX_ROUNDS) throw new Failure("FILE_UNWRITABLE", path);
  }
}

/** Issued sets first: the state then never names one that is not there because of us. */
async function writeState(path: string, { bytes, issuedSets }: TrustState): Promise<void> {
  const folder = setsFolder(path);
  if (issuedSets.size > 0) await writing(folder, () => mkdir(folder, { recursive: true }));
  const there = await namesIn(folder);
  for (const [digest, set] of issuedSets) {
    if (!there.includes(`${digest}.cbor`)) await replaceFile(join(folder, `${digest}.cbor`), set);
  }
  await replaceFile(path, bytes);
  for (const name of there) {
    const digest = ISSUED_SET_NAME.exec(name)?.[1];
    if (digest !== undefined && !issuedSets.has(digest)) await rm(join(folder, name), { force: true });
  }
}

/** Writes a file whole, onto the disk, then gives it its name. Throws Failure FILE_UNWRITABLE, DISK_FULL. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${process.pid}.new`;
  await writing(path, async () => {
    try {
      {
        await using file = await open(aside, "w", 0o600);
        await file.writeFile(bytes);
        await file.sync();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    await using folder = await open(dirname(path), "r");
    await folder.sync();
  });
}

/** A folder is the lock: making one succeeds once. */
async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  for (let tries = 0; ; tries++) {
    const isOurs = await writing(path, () =>
      mkdir(lock).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "EEXIST") return false;
          throw error;
        },
      ),
    );
    if (isOurs) break;
    if (tries === MAX_LOCK_TRIES) throw new Failure("FILE_UNWRITABLE", lock);
    const made = await stat(lock).catch(() => null);
    // A lock of the future is as stale as an old one: the clock was set back since, as on a device whose battery ran out.
    if (made !== null && Math.abs(Date.now() - made.mtimeMs) > STALE_LOCK_MILLISECONDS)
      await rmdir(lock).catch(() => {});
    else await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MILLISECONDS));
  }
  try {
    return await work();
  } finally {
    await rmdir(lock).catch(() => {});
  }
}

function setsFolder(path: string): string {
  return `${path}.issued-sets`;
}

async function readIfThere(path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readBounded(path, maxBytes);
  } catch (error) {
    if (error instanceof Failure && error.code === "FILE_NOT_FOUND") return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileFailure(error, path, "write");
  }
}

/** A small file that only saves work: null where it cannot be read. */
export async function readAside(path: string, maxBytes: number): Promise<string | null> {
  const size = await stat(path).then(
    ({ size: bytes }) => bytes,
    () => maxBytes + 1,
  );
  return size > maxBytes ? null : readFile(path, "utf8").catch(() => null);
}
