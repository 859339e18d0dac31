// The issued set (docs/spec.md §4.6): the digests of all tokens really issued under one key, so that they stay valid when the key
// is stolen and revoked. Unsigned: a trust bundle names it by its digest. Each token counts with the first 64 bits of its SHA-256;
// a filter of fewer bits a thief would get past, because he can sign as often as he likes until a token fits.

import { type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { exactMap, isDigest, isUnsigned } from "./cbor-shape.ts";
import { type Decoded, refuse } from "./codes.ts";
import { MAX_ISSUED_SET_BYTES, MAX_ISSUED_SET_COUNT, MAX_ISSUED_SET_ITEMS } from "./limits.ts";
import { sha256 } from "./sha2.ts";

/** An issued set ready for lookups. */
export type IssuedSet = {
  /** Thumbprint of the key under which the tokens were issued. */
  readonly subject: Uint8Array;
  readonly count: number;
  /** Leading bits of a digest that name its bucket: 0, 8 or 16. */
  readonly bucketBits: number;
  /** Where each bucket begins among the remainders, and at the end their number. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** What follows the bucket's bits of each digest, ascending within a bucket. */
  readonly remainders: Uint8Array;
};

/** Bytes of a token's digest that count. */
const PREFIX_BYTES = 8;

const KEY = { SUBJECT: 1, COUNT: 2, BUCKETS: 3, REMAINDERS: 4 } as const;

const BOUNDS = { maxBytes: MAX_ISSUED_SET_BYTES, maxItems: MAX_ISSUED_SET_ITEMS } as const;

/** Buckets hold about 256 digests at most on average, and one at least: their counts then fit into 16 bits. */
function bucketBitsFor(count: number): number {
  if (count < 256) return 0;
  return count < 65_536 ? 8 : 16;
}

/** What stands for a token in an issued set: the first eight bytes of the SHA-256 of its bytes. */
export function issuedSetEntry(token: Uint8Array): Uint8Array {
  return sha256(token).slice(0, PREFIX_BYTES);
}

/**
 * The document of these entries (`issuedSetEntry` of each token, one after the other), in any order and any number of times. Throws
 * TypeError where they are no whole entries, more than MAX_ISSUED_SET_COUNT, or so unevenly spread that no SHA-256 can have made them.
 */
export function encodeIssuedSet(subject: Uint8Array, entries: Uint8Array): Uint8Array<ArrayBuffer> {
  const sorted = numbersOf(entries).sort();
  const once = sorted.filter((entry, i) => i === 0 || entry !== sorted[i - 1]);
  const skipped = bucketBitsFor(once.length) / 8;
  const width = PREFIX_BYTES - skipped;
  const buckets = new Uint8Array(skipped === 0 ? 0 : 2 * 256 ** skipped);
  const counts = new DataView(buckets.buffer);
  const remainders = new Uint8Array(once.length * width);
  const entry = new Uint8Array(PREFIX_BYTES);
  for (const [i, number] of once.entries()) {
    new DataView(entry.buffer).setBigUint64(0, number);
    remainders.set(entry.subarray(skipped), i * width);
    const at = 2 * bucketOf(entry, skipped);
    if (skipped > 0) counts.setUint16(at, counts.getUint16(at) + 1);
  }
  const document = encodeCbor(
    new Map<number, CborValue>([
      [KEY.SUBJECT, subject],
      [KEY.COUNT, once.length],
      [KEY.BUCKETS, buckets],
      [KEY.REMAINDERS, remainders],
    ]),
  );
  if (!decodeIssuedSet(document).ok) throw new TypeError("the issued set does not fit spec §4.6");
  return document;
}

/** Each eight bytes as a number, big-endian, so that the order of numbers is that of bytes. */
function numbersOf(entries: Uint8Array): BigUint64Array {
  if (entries.length % PREFIX_BYTES !== 0) throw new TypeError(`entries of ${PREFIX_BYTES} bytes are required`);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const numbers = new BigUint64Array(entries.length / PREFIX_BYTES);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getBigUint64(i * PREFIX_BYTES);
  return numbers;
}

function bucketOf(entry: Uint8Array, skipped: number): number {
  return entry.subarray(0, skipped).reduce((bucket, byte) => bucket * 256 + byte, 0);
}

function uint16At(bytes: Uint8Array, place: number): number {
  return (bytes[2 * place] as number) * 256 + (bytes[2 * place + 1] as number);
}

/** An issued set ready for lookups, or ISSUEDSET_MALFORMED: any departure from spec §4.6. Linear in the bytes. */
export function decodeIssuedSet(bytes: Uint8Array): Decoded<IssuedSet> {
  const document = decodeCbor(bytes, BOUNDS);
  if (!document.ok || document.value.tags.length !== 0) return refuse("ISSUEDSET_MALFORMED");
  const map = exactMap(document.value.item, KEY);
  const subject = map?.get(KEY.SUBJECT);
  const count = map?.get(KEY.COUNT);
  const buckets = map?.get(KEY.BUCKETS);
  const remainders = map?.get(KEY.REMAINDERS);
  if (!isDigest(subject) || !isUnsigned(count) || count > MAX_ISSUED_SET_COUNT) return refuse("ISSUEDSET_MALFORMED");
  if (!(buckets instanceof Uint8Array) || !(remainders instanceof Uint8Array)) return refuse("ISSUEDSET_MALFORMED");
  const bucketBits = bucketBitsFor(count);
  const width = PREFIX_BYTES - bucketBits / 8;
  const bucketCount = 2 ** bucketBits;
  if (buckets.length !== (bucketBits === 0 ? 0 : 2 * bucketCount)) return refuse("ISSUEDSET_MALFORMED");
  if (remainders.length !== count * width) return refuse("ISSUEDSET_MALFORMED");
  const starts = new Uint32Array(bucketCount + 1);
  for (let i = 0; i < bucketCount; i++) {
    starts[i + 1] = (starts[i] as number) + (bucketBits === 0 ? count : uint16At(buckets, i));
  }
  if (starts[bucketCount] !== count) return refuse("ISSUEDSET_MALFORMED");
  const set: IssuedSet = { subject, count, bucketBits, starts, remainders };
  return isAscending(set, width) ? { ok: true, value: set } : refuse("ISSUEDSET_MALFORMED");
}

/** Whether within each bucket every remainder is greater than the one before it. */
function isAscending({ starts, remainders }: IssuedSet, width: number): boolean {
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    for (let i = (starts[bucket] as number) + 1; i < (starts[bucket + 1] as number); i++) {
      if (compareAt(remainders, (i - 1) * width, remainders, i * width, width) >= 0) return false;
    }
  }
  return true;
}

/** Order of two byte strings of one length inside others, without a copy. */
function compareAt(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): number {
  for (let i = 0; i < length; i++) {
    const difference = (a[atA + i] as number) - (b[atB + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a token is in the set. A wrong yes has a chance of count · 2^-64; a wrong no does not happen. One digest and one search. */
export function isIssued({ bucketBits, starts, remainders }: IssuedSet, token: Uint8Array): boolean {
  const entry = issuedSetEntry(token);
  const skipped = bucketBits / 8;
  const width = PREFIX_BYTES - skipped;
  const bucket = bucketOf(entry, skipped);
  let low = starts[bucket] as number;
  let high = starts[bucket + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareAt(remainders, middle * width, entry, skipped, width);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
