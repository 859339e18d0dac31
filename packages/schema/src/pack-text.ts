// QR texts of trust material (docs/spec.md §4.7): `MT1:` + Base45 of a pack, or `MP1:` + Base45 of one piece of a pack that is too
// large for one code. Pieces are scanned in any order and any number of times.

import { decodeBase45, encodeBase45 } from "./base45.ts";
import { bytesEqual, concatBytes, toHex } from "./bytes.ts";
import { type Decoded, refuse } from "./codes.ts";
import { MAX_PACK_PIECES, MAX_PACK_TEXT_LENGTH, MAX_PIECE_SETS } from "./limits.ts";
import { isPackText, withoutOuterWhitespace } from "./qr-text.ts";
import { sha256 } from "./sha2.ts";
import { decodePack } from "./trust-pack.ts";

/** Mohor trust, format 1: a whole pack; and a piece of one. */
export const PACK_PREFIX = "MT1:";
export const PIECE_PREFIX = "MP1:";

/** One piece of a pack. */
export type PackPiece = {
  /** The first eight bytes of the SHA-256 of the pack: the same in all its pieces. */
  readonly setId: Uint8Array;
  /** From 0. */
  readonly index: number;
  readonly lastIndex: number;
  readonly chunk: Uint8Array;
};

/** What a QR text of trust material holds. */
export type PackText =
  | { readonly kind: "pack"; readonly documents: readonly Uint8Array[] }
  | { readonly kind: "piece"; readonly piece: PackPiece };

const SET_ID_BYTES = 8;
const PIECE_HEAD_BYTES = SET_ID_BYTES + 2;

const ANY_VERSION = /^M[TP][0-9]{1,4}:/;

/** Bytes that fit behind a prefix of four characters: three characters for two bytes. */
const MAX_TEXT_BYTES_HELD = Math.floor((MAX_PACK_TEXT_LENGTH - 4) / 3) * 2;

/** Bytes of a pack that fit into one text, and of a chunk. */
export const MAX_CHUNK_BYTES: number = MAX_TEXT_BYTES_HELD - PIECE_HEAD_BYTES;

/**
 * The QR texts of a pack: one where it fits, else as many pieces of at most `chunkBytes` as it takes, in order. Throws TypeError
 * where these would be more than MAX_PACK_PIECES.
 */
export function encodePackTexts(
  pack: Uint8Array,
  { chunkBytes = MAX_CHUNK_BYTES }: { readonly chunkBytes?: number } = {},
): readonly string[] {
  if (pack.length <= chunkBytes + PIECE_HEAD_BYTES) return [PACK_PREFIX + encodeBase45(pack)];
  const count = Math.ceil(pack.length / chunkBytes);
  if (count > MAX_PACK_PIECES || chunkBytes > MAX_CHUNK_BYTES || chunkBytes < 1) {
    throw new TypeError(`a pack of at most ${MAX_PACK_PIECES} pieces is required`);
  }
  const setId = sha256(pack).subarray(0, SET_ID_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const chunk = pack.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    return PIECE_PREFIX + encodeBase45(concatBytes(setId, Uint8Array.of(index, count - 1), chunk));
  });
}

/**
 * The content of a QR text of trust material. Codes in this order: PACK_TOO_LARGE (longer than MAX_PACK_TEXT_LENGTH),
 * PACK_PREFIX_UNKNOWN (something else), QR_WHITESPACE_AROUND, QR_CASE_CHANGED, PACK_VERSION_UNSUPPORTED, BASE45_INVALID, and
 * PACK_MALFORMED. Time is linear in the text.
 */
export function decodePackText(text: string): Decoded<PackText> {
  if (text.length > MAX_PACK_TEXT_LENGTH) return refuse("PACK_TOO_LARGE");
  const inner = withoutOuterWhitespace(text);
  if (!isPackText(inner)) return refuse("PACK_PREFIX_UNKNOWN");
  if (inner !== text) return refuse("QR_WHITESPACE_AROUND");
  if (!ANY_VERSION.test(text)) return refuse("QR_CASE_CHANGED");
  const isWhole = text.startsWith(PACK_PREFIX);
  if (!isWhole && !text.startsWith(PIECE_PREFIX)) return refuse("PACK_VERSION_UNSUPPORTED");
  const bytes = decodeBase45(text.slice(PACK_PREFIX.length));
  if (!bytes.ok) return bytes;
  if (!isWhole) return decodePiece(bytes.value);
  const documents = decodePack(bytes.value);
  return documents.ok ? { ok: true, value: { kind: "pack", documents: documents.value } } : documents;
}

function decodePiece(bytes: Uint8Array): Decoded<PackText> {
  const [index, lastIndex] = bytes.subarray(SET_ID_BYTES, PIECE_HEAD_BYTES);
  const chunk = bytes.slice(PIECE_HEAD_BYTES);
  if (index === undefined || lastIndex === undefined || chunk.length === 0) return refuse("PACK_MALFORMED");
  if (index > lastIndex || lastIndex >= MAX_PACK_PIECES) return refuse("PACK_MALFORMED");
  return {
    ok: true,
    value: { kind: "piece", piece: { setId: bytes.slice(0, SET_ID_BYTES), index, lastIndex, chunk } },
  };
}

/** The pieces of one pack that were scanned so far, by their index. */
type PieceSet = { readonly setId: Uint8Array; readonly chunks: readonly (Uint8Array | undefined)[] };

/** What is collected: the sets begun, the one scanned last at the end. Plain data; begin with NO_PIECES. */
export type PieceCollection = readonly PieceSet[];

/** Nothing collected. */
export const NO_PIECES: PieceCollection = [];

/** What a piece brought. */
export type PieceProgress = {
  /** To go on with, also after a refusal. */
  readonly collection: PieceCollection;
  readonly outcome: Decoded<{
    /** Pieces of this set that are there, and how many it has. */
    readonly have: number;
    readonly need: number;
    /** Indices of those that are missing. */
    readonly missing: readonly number[];
    /** The documents, with the piece that makes the set whole. */
    readonly documents: readonly Uint8Array[] | null;
  }>;
};

/**
 * Adds a piece to what is collected, in any order, repeated or not. At most MAX_PIECE_SETS sets are kept: the one not scanned for
 * the longest time is forgotten. Codes: PACK_PIECES_CONTRADICT (pieces of one set that cannot be parts of one pack), PACK_DIGEST_MISMATCH
 * (all are there and make another pack), PACK_MALFORMED (what they make is no pack). A refused set is forgotten: scanned again it
 * begins anew, so that no stray piece can stop it for good.
 */
export function collectPiece(collection: PieceCollection, piece: PackPiece): PieceProgress {
  const others = collection.filter(({ setId }) => !bytesEqual(setId, piece.setId));
  const held = collection.find(({ setId }) => bytesEqual(setId, piece.setId));
  const before = held?.chunks ?? new Array<undefined>(piece.lastIndex + 1).fill(undefined);
  const known = before[piece.index];
  const chunks = before.length === piece.lastIndex + 1 ? withPiece(before, piece) : null;
  if (chunks === null) return { collection: others, outcome: refuse("PACK_PIECES_CONTRADICT") };
  const kept = [...others, { setId: piece.setId, chunks }].slice(-MAX_PIECE_SETS);
  const there = chunks.filter((chunk) => chunk !== undefined);
  const progress = { have: there.length, need: chunks.length, missing: missingOf(chunks) };
  // Only the piece that makes the set whole brings the documents: one that is shown once more changes nothing.
  if (there.length < chunks.length || known !== undefined) {
    return { collection: kept, outcome: { ok: true, value: { ...progress, documents: null } } };
  }
  const pack = concatBytes(...there);
  if (!bytesEqual(sha256(pack).subarray(0, SET_ID_BYTES), piece.setId)) {
    return { collection: others, outcome: refuse("PACK_DIGEST_MISMATCH") };
  }
  const documents = decodePack(pack);
  if (!documents.ok) return { collection: others, outcome: documents };
  // A whole set is kept like any other, so that a further piece of it is no beginning of a new one.
  return { collection: kept, outcome: { ok: true, value: { ...progress, documents: documents.value } } };
}

/** The chunks with this piece's among them, or null where they cannot be those of one pack. */
function withPiece(
  before: readonly (Uint8Array | undefined)[],
  { index, chunk }: PackPiece,
): readonly (Uint8Array | undefined)[] | null {
  const known = before[index];
  if (known !== undefined && !bytesEqual(known, chunk)) return null;
  const chunks = before.with(index, chunk);
  return fitTogether(chunks) ? chunks : null;
}

function missingOf(chunks: readonly (Uint8Array | undefined)[]): number[] {
  return [...chunks.keys()].filter((index) => chunks[index] === undefined);
}

/** Whether the chunks can be those of one pack: all but the last of one length, the last not longer. */
function fitTogether(chunks: readonly (Uint8Array | undefined)[]): boolean {
  const lengths = chunks.slice(0, -1).flatMap((chunk) => (chunk === undefined ? [] : [chunk.length]));
  const last = chunks.at(-1)?.length ?? 0;
  return lengths.every((length) => length === lengths[0] && last <= length);
}

/** How many of the sets that are collected lack a piece. */
export function unfinishedSets(collection: PieceCollection): number {
  return collection.filter(({ chunks }) => chunks.includes(undefined)).length;
}

/** Names a set in a message: its id in hex. */
export function pieceSetName({ setId }: Pick<PackPiece, "setId">): string {
  return toHex(setId);
}
