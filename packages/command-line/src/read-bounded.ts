// Reading a file whose length nobody promised: never more than the bound, whatever the file turns out to be.

import { open } from "node:fs/promises";
import { Failure, fileFailure } from "./failure.ts";

const CHUNK_BYTES = 65_536;

/**
 * The bytes of a file or, for `-`, of standard input. Throws Failure: FILE_NOT_FOUND, FILE_UNREADABLE, and FILE_TOO_LARGE
 * past `maxBytes`; at most one chunk beyond the bound is ever held.
 */
export async function readBounded(path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of path === "-" ? process.stdin : fileChunks(path)) {
      chunks.push(chunk as Uint8Array);
      length += (chunk as Uint8Array).length;
      if (length > maxBytes) throw new Failure("FILE_TOO_LARGE", path);
    }
  } catch (error) {
    throw error instanceof Failure ? error : fileFailure(error, path, "read");
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  await using file = await open(path, "r");
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
