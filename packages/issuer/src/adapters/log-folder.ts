// A published log as files: read from a folder or a web server, each file bounded; written to a folder, whole files once and for all.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { bytesEqual } from "@mohor/schema";
import type { ReadLogFile } from "../domain/log/audit-log.ts";
import { MAX_NOTE_BYTES } from "../domain/log/signed-note.ts";
import type { LogFile } from "../domain/log/tiles.ts";
import type { LogFolder } from "../domain/log/transparency-log.ts";
import { PortError } from "../domain/refusal.ts";
import {
  createFileDurably,
  MODE_PUBLIC,
  MODE_PUBLIC_FOLDER,
  makeFolder,
  readFileBounded,
  replaceFileDurably,
} from "./durable-file.ts";

/** Name of the checkpoint's file. */
export const CHECKPOINT = "checkpoint";

const FETCH_MILLISECONDS = 30_000;

/** Reads a log's files below a folder or an address. Rejects with PortError FILE_UNREADABLE where one is there and cannot be read. */
export function logReader(place: string): ReadLogFile {
  return /^https?:\/\//.test(place) ? webReader(place.replace(/\/*$/, "/")) : folderReader(place);
}

function folderReader(folder: string): ReadLogFile {
  return async (path, { maxBytes }) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileBounded(file, { maxBytes }) : null;
  };
}

function webReader(prefix: string): ReadLogFile {
  return async (path, { maxBytes }) => {
    const address = prefix + path;
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_MILLISECONDS), redirect: "error" });
      if (response.status === 404 || response.status === 410) return null;
      if (!response.ok) throw new PortError("FILE_UNREADABLE", `status ${response.status}`, { path: address });
      return await boundedBody(response, maxBytes, address);
    } catch (cause) {
      if (cause instanceof PortError) throw cause;
      throw new PortError("FILE_UNREADABLE", "the file cannot be fetched", { cause, path: address });
    }
  };
}

async function boundedBody(response: Response, maxBytes: number, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes)
      throw new PortError("FILE_UNREADABLE", `the file is larger than ${maxBytes} bytes`, { path });
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The checkpoint's bytes. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE. */
export async function readCheckpoint(place: string): Promise<Uint8Array> {
  const bytes = await logReader(place)(CHECKPOINT, { maxBytes: MAX_NOTE_BYTES });
  if (bytes === null)
    throw new PortError("FILE_NOT_FOUND", "there is no checkpoint", { path: join(place, CHECKPOINT) });
  return bytes;
}

/**
 * A folder to publish in. A file that is there already with the same bytes stays; with others the log has been changed behind our back:
 * PortError LOG_FILE_WRONG. DISK_FULL, FILE_UNWRITABLE as writing does.
 */
export function logFolder(folder: string): LogFolder & { readonly writeCheckpoint: (text: string) => void } {
  return {
    async write(files) {
      for (const file of files) writeOnce(folder, file);
    },
    writeCheckpoint(text) {
      makeFolder(folder, { mode: MODE_PUBLIC_FOLDER });
      replaceFileDurably(join(folder, CHECKPOINT), text, { mode: MODE_PUBLIC });
    },
  };
}

function writeOnce(folder: string, { path, bytes }: LogFile): void {
  const file = join(folder, path);
  makeFolder(dirname(file), { mode: MODE_PUBLIC_FOLDER });
  if (existsSync(file)) {
    if (bytesEqual(readFileBounded(file, { maxBytes: bytes.length + 1 }), bytes)) return;
    throw new PortError("LOG_FILE_WRONG", "another file is there already", { path: file });
  }
  createFileDurably(file, bytes, { mode: MODE_PUBLIC });
}
