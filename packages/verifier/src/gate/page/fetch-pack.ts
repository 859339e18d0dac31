// All of the authority's trust material in one file, for a first start over the network. Nothing here is trusted: what comes is signed, and the worker decides.

import { MAX_PICTURE_BYTES } from "@mohor/schema";

/** The pack found there, or null where there is no answer. `isOwn`: it came from where this app itself came from. */
export type PublisherAnswer = { readonly documents: readonly Uint8Array[]; readonly isOwn: boolean } | null;

/** The one file that a first start asks for; later the updater asks only for what is new. */
const PACK = "trust.mohor-trust";
const ANSWER_MILLISECONDS = 10_000;

/** The newest pack at a publisher's address. Nothing of this device or its people goes out with the request. */
export async function fetchPack(publisher: string): Promise<PublisherAnswer> {
  const url = new URL(PACK, new URL(publisher, document.baseURI));
  try {
    const response = await fetch(url, {
      cache: "no-cache",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    if (!response.ok || response.body === null) return null;
    const bytes = await readBounded(response.body, MAX_PICTURE_BYTES);
    return bytes === null ? null : { documents: [bytes], isOwn: url.origin === location.origin };
  } catch {
    return null;
  }
}

/** The body, or null past the bound: a server without an end is left at the bound. */
async function readBounded(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
