// One file from a web server that is not trusted: bounded in bytes while they come, bounded in time, never redirected, with nothing in
// the request about this device or its people.

import type { Code } from "@mohor/schema";

/** The platform's fetch, or one that stands in for it. */
export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

/** A time-out: aborts after so many milliseconds. */
export type Deadline = (milliseconds: number) => AbortSignal;

/** What a request came to. `status` is the server's, where it answered. */
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string | null }
  | { readonly ok: true; readonly unchanged: true }
  | { readonly ok: false; readonly code: Code; readonly status?: number };

/** What to ask, and how much to take. */
export type FileRequest = {
  readonly maxBytes: number;
  /** The ETag of what is held: the server then need not send it again. */
  readonly etag?: string | null;
  /** Bytes that are expected: the time allowed follows from them. */
  readonly expectedBytes?: number;
};

/** For connection and first byte on a bad line; then a line of 8 kbit/s still does it; but no longer than a call on the phone. */
const BASE_MILLISECONDS = 30_000;
const MAX_MILLISECONDS = 1_200_000;

/** Characters of an ETag that is sent back: servers make them of a digest or of time and size. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7E]{1,200}"$/;

/**
 * Fetches a file. Codes: UPDATE_UNREACHABLE, UPDATE_TIMEOUT, UPDATE_REDIRECTED, UPDATE_REFUSED (any status but 200, and 304 where
 * nothing was asked about), UPDATE_TOO_LARGE. Holds at most `maxBytes` and a chunk, whatever is sent, packed or not.
 */
export async function fetchFile(
  address: string,
  { maxBytes, etag = null, expectedBytes = 0 }: FileRequest,
  { fetch, deadline }: { readonly fetch: Fetch; readonly deadline: Deadline },
): Promise<Fetched> {
  const asked = etag !== null && ETAG.test(etag) ? etag : null;
  const signal = deadline(Math.min(BASE_MILLISECONDS + Math.min(expectedBytes, maxBytes), MAX_MILLISECONDS));
  try {
    const response = await fetch(address, {
      headers: { accept: "application/octet-stream, */*;q=0.1", ...(asked === null ? {} : { "if-none-match": asked }) },
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      signal,
    });
    const { status } = response;
    if (status === 200) return await readBody(response, maxBytes);
    response.body?.cancel().catch(() => {});
    if (status === 304 && asked !== null) return { ok: true, unchanged: true };
    // A browser shows no more of a redirection than its type.
    const isElsewhere = response.type === "opaqueredirect" || (status >= 300 && status < 400 && status !== 304);
    return { ok: false, code: isElsewhere ? "UPDATE_REDIRECTED" : "UPDATE_REFUSED", status };
  } catch {
    return { ok: false, code: signal.aborted ? "UPDATE_TIMEOUT" : "UPDATE_UNREACHABLE" };
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Fetched> {
  const etag = response.headers.get("etag");
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      // What becomes of the rest is no matter.
      reader.cancel().catch(() => {});
      return { ok: false, code: "UPDATE_TOO_LARGE" };
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { ok: true, bytes, etag: etag !== null && ETAG.test(etag) ? etag : null };
}
