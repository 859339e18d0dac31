// COSE_Sign1 (RFC 9052 §4.2) as docs/spec.md §3.4 narrows it: tag 18, protected header {1: alg, 4: kid} and nothing else,
// empty unprotected header, payload inside. Also the Sig_structure that is signed (RFC 9052 §4.4).

import { type CborBounds, type CborDocument, type CborMap, type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";
import { CBOR_TAG, COSE_ALG, COSE_HEADER } from "./iana.ts";
import { KID_BYTES, MAX_TOKEN_BYTES, MAX_TOKEN_ITEMS } from "./limits.ts";

/** Algorithms a token may name; each means strict Ed25519 (docs/spec.md §8), because only such keys are trusted. */
export type CoseAlg = (typeof COSE_ALG)[keyof typeof COSE_ALG];

/** The protected header of a token. */
export type ProtectedHeader = {
  readonly alg: CoseAlg;
  /** KID_BYTES bytes; names a key only together with the key set, because two keys may share it. */
  readonly kid: Uint8Array;
};

/** A token taken apart. Nothing in it is verified. */
export type CoseSign1 = {
  readonly header: ProtectedHeader;
  /** The header's bytes as received: these are signed, not a re-encoding. */
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  /** As received; its length is the signature predicate's business. */
  readonly signature: Uint8Array;
};

/** Bounds of a token, and of the payload and header inside it. */
export const TOKEN_BOUNDS: CborBounds = { maxBytes: MAX_TOKEN_BYTES, maxItems: MAX_TOKEN_ITEMS };

/** Step 3 of spec §6: the token's bytes as one CBOR document. */
export function decodeToken(token: Uint8Array): Decoded<CborDocument> {
  return decodeCbor(token, TOKEN_BOUNDS);
}

/**
 * Step 4 of spec §6: the parts of a COSE_Sign1. Codes: COSE_TAG_UNEXPECTED, COSE_SHAPE_INVALID (not four parts of the right
 * types, unprotected header not empty, another header parameter), CBOR_… (the protected header's bytes), COSE_CRIT_UNKNOWN,
 * COSE_ALG_NOT_ALLOWED, COSE_KID_MISSING.
 */
export function decodeCoseSign1(document: CborDocument): Decoded<CoseSign1> {
  if (document.tags.length !== 1 || document.tags[0] !== CBOR_TAG.COSE_SIGN1) return refuse("COSE_TAG_UNEXPECTED");
  const parts = document.item;
  if (!Array.isArray(parts) || parts.length !== 4) return refuse("COSE_SHAPE_INVALID");
  const [protectedHeader, unprotectedHeader, payload, signature] = parts;
  if (!(protectedHeader instanceof Uint8Array)) return refuse("COSE_SHAPE_INVALID");
  if (!(unprotectedHeader instanceof Map) || unprotectedHeader.size !== 0) return refuse("COSE_SHAPE_INVALID");
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return refuse("COSE_SHAPE_INVALID");
  const header = decodeProtectedHeader(protectedHeader);
  if (!header.ok) return header;
  return { ok: true, value: { header: header.value, protectedHeader, payload, signature } };
}

/**
 * A protected header `{1: alg, 4: kid}`. Codes: CBOR_…, COSE_SHAPE_INVALID (not a map, a kid of another type or length,
 * another parameter), COSE_CRIT_UNKNOWN (RFC 9052 §3.1: unknown critical parameters must be refused), COSE_ALG_NOT_ALLOWED,
 * COSE_KID_MISSING.
 */
export function decodeProtectedHeader(bytes: Uint8Array): Decoded<ProtectedHeader> {
  const document = decodeCbor(bytes, TOKEN_BOUNDS);
  if (!document.ok) return document;
  const { tags, item } = document.value;
  if (tags.length !== 0 || !(item instanceof Map)) return refuse("COSE_SHAPE_INVALID");
  const header: CborMap = item;
  if (header.has(COSE_HEADER.CRIT)) return refuse("COSE_CRIT_UNKNOWN");
  const alg = header.get(COSE_HEADER.ALG);
  if (alg !== COSE_ALG.EDDSA && alg !== COSE_ALG.ED25519) return refuse("COSE_ALG_NOT_ALLOWED");
  const kid = header.get(COSE_HEADER.KID);
  if (kid === undefined) return refuse("COSE_KID_MISSING");
  if (!(kid instanceof Uint8Array) || kid.length !== KID_BYTES || header.size !== 2)
    return refuse("COSE_SHAPE_INVALID");
  return { ok: true, value: { alg, kid } };
}

/** The bytes of a protected header. Throws TypeError where the kid is not KID_BYTES long. */
export function encodeProtectedHeader(header: ProtectedHeader): Uint8Array<ArrayBuffer> {
  if (header.kid.length !== KID_BYTES) throw new TypeError(`a kid of ${KID_BYTES} bytes is required`);
  return encodeCbor(
    new Map<number, CborValue>([
      [COSE_HEADER.ALG, header.alg],
      [COSE_HEADER.KID, header.kid],
    ]),
  );
}

/** The Sig_structure of a COSE_Sign1 (RFC 9052 §4.4): what is signed. The external data is empty. */
export function toBeSigned(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeCbor(["Signature1", protectedHeader, new Uint8Array(0), payload]);
}

/** The token: a tagged COSE_Sign1. */
export function encodeCoseSign1(parts: Omit<CoseSign1, "header">): Uint8Array<ArrayBuffer> {
  const { protectedHeader, payload, signature } = parts;
  return encodeCbor([protectedHeader, new Map<number, CborValue>(), payload, signature], [CBOR_TAG.COSE_SIGN1]);
}
