// All of the authority's trust material in one file, for a first start over the network. Nothing here is trusted: what comes is signed,
// and the worker decides.

import { MAX_PICTURE_BYTES } from "@mohor/schema";
import { fetchFile } from "@mohor/verifier/updater";

/** The pack found there, or null where there is no answer. `isOwn`: it came from where this app itself came from. */
export type PublisherAnswer = { readonly documents: readonly Uint8Array[]; readonly isOwn: boolean } | null;

/** The one file that a first start asks for; later the updater asks only for what is new. */
const PACK = "trust.mohor-trust";
const ANSWER_MILLISECONDS = 10_000;

/** The newest pack at a publisher's address, asked for as the updater asks for a file. */
export async function fetchPack(publisher: string): Promise<PublisherAnswer> {
  const url = new URL(PACK, new URL(publisher, document.baseURI));
  const fetched = await fetchFile(
    url.href,
    { maxBytes: MAX_PICTURE_BYTES },
    {
      fetch: (address, request) => fetch(address, request),
      deadline: () => AbortSignal.timeout(ANSWER_MILLISECONDS),
    },
  );
  if (!fetched.ok || !("bytes" in fetched)) return null;
  return { documents: [fetched.bytes], isOwn: url.origin === location.origin };
}
