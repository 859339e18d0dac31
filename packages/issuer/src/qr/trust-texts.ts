// Trust material as QR texts for paper and screens: one code where it fits, else a numbered set (docs/spec.md §4.7). How large a code may
// be is a question of reading, measured by `npm run bench -- piece-reading` (docs/decisions/0023).

import { encodePackTexts, MAX_PACK_PIECES } from "@mohor/schema";

/** Bytes of a pack in one code of a set: with its head of ten they fill the 970 characters of version 20-M, 105 modules with quiet zone. */
export const CHUNK_BYTES = 634;

/** Bytes of the largest pack that a set of codes can carry. */
export const MAX_QR_PACK_BYTES: number = CHUNK_BYTES * MAX_PACK_PIECES;

/** The QR texts of a pack, in order. Throws TypeError on more than MAX_QR_PACK_BYTES. */
export function trustQrTexts(pack: Uint8Array): readonly string[] {
  return encodePackTexts(pack, { chunkBytes: CHUNK_BYTES });
}
