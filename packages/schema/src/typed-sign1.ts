// COSE_Sign1 documents with an explicit type (RFC 9596): protected header {1: alg, 4: kid, 16: typ} and nothing else. Certificates have
// no typ, and each kind of document has its own, so a signature on one is never taken for a signature on another.

import { type CborBounds, type CborMap, type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { exactMap, isEmptyMap } from "./cbor-shape.ts";
import type { ProtectedHeader } from "./cose-sign1.ts";
import { CBOR_TAG, COSE_ALG, COSE_HEADER } from "./iana.ts";
import { KID_BYTES } from "./limits.ts";

/** A typed document taken apart. Nothing in it is verified. */
export type TypedSign1 = {
  readonly header: ProtectedHeader;
  /** The header's bytes as received: these are signed. */
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

const HEADER = { ALG: COSE_HEADER.ALG, KID: COSE_HEADER.KID, TYP: COSE_HEADER.TYP } as const;

/** The protected header `{1: alg, 4: kid, 16: typ}`. Throws TypeError where the kid is not KID_BYTES long. */
export function encodeTypedHeader({ alg, kid }: ProtectedHeader, typ: string): Uint8Array<ArrayBuffer> {
  if (kid.length !== KID_BYTES) throw new TypeError(`a kid of ${KID_BYTES} bytes is required`);
  return encodeCbor(
    new Map<number, CborValue>([
      [HEADER.ALG, alg],
      [HEADER.KID, kid],
      [HEADER.TYP, typ],
    ]),
  );
}

/** The parts of a tagged COSE_Sign1 of this type, or null: any departure. No signature is checked. Linear. */
export function decodeTypedSign1(bytes: Uint8Array, typ: string, bounds: CborBounds): TypedSign1 | null {
  const document = decodeCbor(bytes, bounds);
  if (!document.ok) return null;
  const { tags, item } = document.value;
  if (tags.length !== 1 || tags[0] !== CBOR_TAG.COSE_SIGN1) return null;
  if (!Array.isArray(item) || item.length !== 4) return null;
  const [protectedHeader, unprotectedHeader, payload, signature] = item;
  if (!(protectedHeader instanceof Uint8Array) || !isEmptyMap(unprotectedHeader)) return null;
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
  const header = decodeTypedHeader(protectedHeader, typ, bounds);
  return header === null ? null : { header, protectedHeader, payload, signature };
}

function decodeTypedHeader(bytes: Uint8Array, typ: string, bounds: CborBounds): ProtectedHeader | null {
  const item = untaggedItem(bytes, bounds);
  const map = item === null ? null : exactMap(item, HEADER);
  const alg = map?.get(HEADER.ALG);
  const kid = map?.get(HEADER.KID);
  if (alg !== COSE_ALG.EDDSA && alg !== COSE_ALG.ED25519) return null;
  if (!(kid instanceof Uint8Array) || kid.length !== KID_BYTES || map?.get(HEADER.TYP) !== typ) return null;
  return { alg, kid };
}

/** The one untagged item that the bytes hold, or null. */
export function untaggedItem(bytes: Uint8Array, bounds: CborBounds): CborValue | null {
  const document = decodeCbor(bytes, bounds);
  return document.ok && document.value.tags.length === 0 ? document.value.item : null;
}

/** The untagged map of exactly these keys that the bytes hold, or null. */
export function untaggedMap(
  bytes: Uint8Array,
  keys: Readonly<Record<string, number>>,
  bounds: CborBounds,
): CborMap | null {
  const item = untaggedItem(bytes, bounds);
  return item === null ? null : exactMap(item, keys);
}
