// The pack (docs/spec.md §4.7): several trust documents in one file or one QR text, unsigned, in any order, because each document
// vouches for itself. What kind a document is, its first bytes tell.

import { type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { asBytes, listOf } from "./cbor-shape.ts";
import { type Decoded, refuse } from "./codes.ts";
import { MAX_PACK_BYTES, MAX_PACK_DOCUMENTS } from "./limits.ts";

/** What a verifier may be given to trust by. */
export const TRUST_DOCUMENT_KINDS = ["trust-bundle", "status-update", "issued-set"] as const;
export type TrustDocumentKind = (typeof TRUST_DOCUMENT_KINDS)[number];

/** The kind that the first bytes announce, or null: COSE_Sign (tag 98), COSE_Sign1 (tag 18), a map of four. */
export function trustDocumentKind(bytes: Uint8Array): TrustDocumentKind | null {
  if (bytes[0] === 0xd8 && bytes[1] === 0x62) return "trust-bundle";
  if (bytes[0] === 0xd2) return "status-update";
  return bytes[0] === 0xa4 ? "issued-set" : null;
}

/** The pack of these documents. Throws TypeError where they are none or too many. */
export function encodePack(documents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const pack = encodeCbor(documents as readonly CborValue[]);
  if (!decodePack(pack).ok) throw new TypeError("one or more documents within the bounds are required");
  return pack;
}

/** The documents of a pack, of whatever kind. Codes: PACK_TOO_LARGE (bytes), PACK_MALFORMED. */
export function decodePack(bytes: Uint8Array): Decoded<readonly Uint8Array<ArrayBuffer>[]> {
  if (bytes.length > MAX_PACK_BYTES) return refuse("PACK_TOO_LARGE");
  const document = decodeCbor(bytes, { maxBytes: MAX_PACK_BYTES, maxItems: MAX_PACK_DOCUMENTS + 1 });
  if (!document.ok || document.value.tags.length !== 0) return refuse("PACK_MALFORMED");
  const documents = listOf(document.value.item, MAX_PACK_DOCUMENTS, asBytes);
  return documents === null || documents.length === 0 ? refuse("PACK_MALFORMED") : { ok: true, value: documents };
}

/**
 * The documents of a file: a pack's, or the one document that it is. Codes: PACK_TOO_LARGE, PACK_MALFORMED (a pack's first byte and
 * no pack), PACK_DOCUMENT_UNKNOWN (neither a pack nor a trust document).
 */
export function trustDocumentsOf(bytes: Uint8Array): Decoded<readonly Uint8Array[]> {
  // An array (RFC 8949 §3.1, major type 4).
  if (bytes[0] !== undefined && bytes[0] >> 5 === 4) return decodePack(bytes);
  return trustDocumentKind(bytes) === null ? refuse("PACK_DOCUMENT_UNKNOWN") : { ok: true, value: [bytes] };
}
