// Questions that every decoder of a document asks of an item: is it a map of exactly these keys, a list of sound elements, an
// unsigned integer, so many bytes. They answer with null where not, and the decoder has the code.

import type { CborMap, CborValue } from "./cbor.ts";

/** The map where it holds exactly these keys, or null. */
export function exactMap(value: CborValue | undefined, keys: Readonly<Record<string, number>>): CborMap | null {
  if (!(value instanceof Map)) return null;
  const map: CborMap = value;
  const expected = Object.values(keys);
  return map.size === expected.length && expected.every((key) => map.has(key)) ? map : null;
}

/** Each element decoded, or null where the value is no array, is too long, or one element is refused. */
export function listOf<T>(
  value: CborValue | undefined,
  maxLength: number,
  decode: (element: CborValue) => T | null,
): T[] | null {
  if (!Array.isArray(value) || value.length > maxLength) return null;
  const list: T[] = [];
  for (const element of value) {
    const decoded = decode(element);
    if (decoded === null) return null;
    list.push(decoded);
  }
  return list;
}

/** Whether the value is the map without entries. */
export function isEmptyMap(value: CborValue | undefined): boolean {
  return value instanceof Map && value.size === 0;
}

/** Whether the value is an unsigned integer. */
export function isUnsigned(value: CborValue | undefined): value is number {
  return typeof value === "number" && value >= 0;
}

/** The unsigned integer, or null. */
export function asUnsigned(value: CborValue): number | null {
  return isUnsigned(value) ? value : null;
}

/** Bytes of a SHA-256 digest, and so of a thumbprint. */
export const DIGEST_BYTES = 32;

/** Whether the value is a byte string of a digest's length. */
export function isDigest(value: CborValue | undefined): value is Uint8Array {
  return value instanceof Uint8Array && value.length === DIGEST_BYTES;
}

/** The byte string as a copy of its own, or null. */
export function asBytes(value: CborValue): Uint8Array<ArrayBuffer> | null {
  return value instanceof Uint8Array ? new Uint8Array(value) : null;
}
