// The pack of the vectors about packs, whole and in three pieces, and false pieces (docs/spec.md §4.7).

import { concatBytes, encodeBase45, encodePack, encodePackTexts, sha256 } from "@mohor/schema";
import { bundle, HELD_BUNDLE, whole } from "./acceptance-documents.ts";

/** The documents in it, not in the order of their kinds. */
export const DOCUMENTS: readonly Uint8Array[] = [whole(1), HELD_BUNDLE, bundle(4)];

export const PACK: Uint8Array = encodePack(DOCUMENTS);

const CHUNK_BYTES = Math.ceil(PACK.length / 3);

/** The pack in three pieces, in order. */
export const THREE: readonly string[] = encodePackTexts(PACK, { chunkBytes: CHUNK_BYTES });

/** The piece with this index, with its content or its number of pieces changed where that is said. */
export function piece(
  index: number,
  twin: (chunk: Uint8Array) => Uint8Array = (chunk) => chunk,
  lastIndex = 2,
): string {
  const chunk = PACK.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
  const setId = sha256(PACK).subarray(0, 8);
  return `MP1:${encodeBase45(concatBytes(setId, Uint8Array.of(index, lastIndex), twin(chunk)))}`;
}
