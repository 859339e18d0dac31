// The interoperable mirror of a status list: a Token Status List as CWT (draft-ietf-oauth-status-list §4.3, §5.2). Auditors and other
// libraries read it; no gate does, because a gate's verdict path inflates nothing (docs/spec.md §4). Node only, for its zlib.
// This reader takes lists of any issuer: 1, 2, 4 or 8 bits, keys in any order.

import { constants, inflateSync } from "node:zlib";
import {
  CBOR_TAG,
  COSE_ALG,
  COSE_HEADER,
  CWT_CLAIM,
  type Decoded,
  MEDIA_TYPE,
  refuse,
  STATUS_LIST_CLAIM,
  toBeSigned,
} from "@mohor/schema";
import type { VerificationKey } from "@mohor/verifier";
import { decodeForeignCbor, type ForeignCbor, type ForeignMap } from "./foreign-cbor.ts";

/** Bytes of a token: 1e9 certificates at 0.1 % revoked are about 3.5 MB at two bits; more than four times that. */
export const MAX_STATUS_TOKEN_BYTES = 16_777_216;

/** Bytes of the list inside, inflated: 2^28 entries of two bits. */
export const MAX_STATUS_TOKEN_LIST_BYTES = 67_108_864;

/** Bits for one entry (draft §4.1). */
export type StatusBits = 1 | 2 | 4 | 8;

/** A status list inflated. */
export type StatusEntries = {
  readonly bits: StatusBits;
  /** Entries that the bytes hold: a multiple of those in a byte, so the last few may stand for nothing. */
  readonly size: number;
  /** The bytes as the draft orders them: the entry of index 0 in the least significant bits of the first byte. */
  readonly bytes: Uint8Array;
};

/** A Status List Token's claims (draft §5.2), of which nothing is verified. */
export type StatusListToken = {
  readonly subject: string;
  readonly issued: number;
  readonly expires: number | undefined;
  readonly ttlSeconds: number | undefined;
  readonly entries: StatusEntries;
};

/** The status of an index, or null past the end of the list. */
export function statusAt({ bits, size, bytes }: StatusEntries, index: number): number | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  const bitAt = index * bits;
  return ((bytes[Math.floor(bitAt / 8)] as number) >> (bitAt % 8)) & ((1 << bits) - 1);
}

/**
 * A status list in CBOR, `{"bits": …, "lst": …}` (draft §4.3), or STATUSLIST_MALFORMED: any other shape, more than
 * MAX_STATUS_TOKEN_BYTES, a zlib stream that is damaged, has bytes after it, or inflates to more than MAX_STATUS_TOKEN_LIST_BYTES.
 */
export function decodeStatusEntries(bytes: Uint8Array): Decoded<StatusEntries> {
  if (bytes.length > MAX_STATUS_TOKEN_BYTES) return refuse("STATUSLIST_MALFORMED");
  const decoded = decodeForeignCbor(bytes);
  return decoded.ok ? toEntries(decoded.value) : decoded;
}

/**
 * Opens a Status List Token that this key signed. Codes: STATUSLIST_MALFORMED (as above; not a COSE_Sign1 in tag 18, another typ, a
 * claim missing or of another type; an alg that is not EdDSA), STATUSLIST_SIGNATURE_INVALID (strict Ed25519, docs/spec.md §8).
 */
export function openStatusListToken(
  bytes: Uint8Array,
  { key }: { readonly key: VerificationKey },
): Decoded<StatusListToken> {
  const parts = partsOf(bytes);
  if (parts === null || !isEdDsa(parts.header)) return refuse("STATUSLIST_MALFORMED");
  // First the signature: nothing is inflated for a stranger.
  const isSigned = key.verify(parts.signature, toBeSigned(parts.protectedHeader, parts.payload));
  if (!isSigned) return refuse("STATUSLIST_SIGNATURE_INVALID");
  return claimsOf(parts.payload);
}

/** What a Status List Token says, whoever signed it and with whatever algorithm: for inspection only. Code STATUSLIST_MALFORMED. */
export function inspectStatusListToken(bytes: Uint8Array): Decoded<{ readonly unverified: StatusListToken }> {
  const parts = partsOf(bytes);
  const claims = parts === null ? refuse("STATUSLIST_MALFORMED") : claimsOf(parts.payload);
  return claims.ok ? { ok: true, value: { unverified: claims.value } } : claims;
}

type Parts = {
  readonly header: ForeignMap;
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

function partsOf(bytes: Uint8Array): Parts | null {
  if (bytes.length > MAX_STATUS_TOKEN_BYTES) return null;
  const document = decodeForeignCbor(bytes);
  if (!document.ok || typeof document.value !== "object" || !("tag" in document.value)) return null;
  const { tag, item } = document.value;
  if (tag !== CBOR_TAG.COSE_SIGN1 || !Array.isArray(item) || item.length !== 4) return null;
  const [protectedHeader, unprotectedHeader, payload, signature] = item;
  if (!(protectedHeader instanceof Uint8Array) || !(unprotectedHeader instanceof Map)) return null;
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
  const header = decodeForeignCbor(protectedHeader);
  if (!header.ok || !(header.value instanceof Map) || header.value.has(COSE_HEADER.CRIT)) return null;
  // Draft §5.2: the type is required, and as text.
  if (header.value.get(COSE_HEADER.TYP) !== MEDIA_TYPE.STATUS_LIST_CWT) return null;
  return { header: header.value, protectedHeader, payload, signature };
}

function isEdDsa(header: ForeignMap): boolean {
  const alg = header.get(COSE_HEADER.ALG);
  return alg === COSE_ALG.EDDSA || alg === COSE_ALG.ED25519;
}

function claimsOf(payload: Uint8Array): Decoded<StatusListToken> {
  const decoded = decodeForeignCbor(payload);
  if (!decoded.ok || !(decoded.value instanceof Map)) return refuse("STATUSLIST_MALFORMED");
  const claims: ForeignMap = decoded.value;
  const subject = claims.get(STATUS_LIST_CLAIM.SUB);
  const issued = claims.get(CWT_CLAIM.IAT);
  const expires = claims.get(CWT_CLAIM.EXP);
  const ttlSeconds = claims.get(STATUS_LIST_CLAIM.TTL);
  if (typeof subject !== "string" || !isTime(issued)) return refuse("STATUSLIST_MALFORMED");
  if (!isTimeOrNone(expires) || !isTimeOrNone(ttlSeconds)) return refuse("STATUSLIST_MALFORMED");
  const entries = toEntries(claims.get(STATUS_LIST_CLAIM.STATUS_LIST));
  return entries.ok ? { ok: true, value: { subject, issued, expires, ttlSeconds, entries: entries.value } } : entries;
}

function isTime(value: ForeignCbor | undefined): value is number {
  return typeof value === "number" && value >= 0;
}

function isTimeOrNone(value: ForeignCbor | undefined): value is number | undefined {
  return value === undefined || isTime(value);
}

function toEntries(value: ForeignCbor | undefined): Decoded<StatusEntries> {
  if (!(value instanceof Map)) return refuse("STATUSLIST_MALFORMED");
  const list: ForeignMap = value;
  const bits = list.get("bits");
  const compressed = list.get("lst");
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) return refuse("STATUSLIST_MALFORMED");
  const bytes = compressed instanceof Uint8Array ? inflateBounded(compressed) : null;
  return bytes === null
    ? refuse("STATUSLIST_MALFORMED")
    : { ok: true, value: { bits, size: (bytes.length * 8) / bits, bytes } };
}

/** The inflated bytes of a zlib stream, or null. A bomb stops at the bound: zlib allocates no more than it has written. */
function inflateBounded(compressed: Uint8Array): Uint8Array | null {
  try {
    const { buffer, engine } = inflateSync(compressed, {
      maxOutputLength: MAX_STATUS_TOKEN_LIST_BYTES,
      finishFlush: constants.Z_FINISH,
      info: true,
    }) as unknown as { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
    // Node leaves what follows the stream unread, and does not say so.
    return engine.bytesWritten === compressed.length ? buffer : null;
  } catch {
    return null;
  }
}
