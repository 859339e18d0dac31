// Sets of status list indices as Golomb-Rice codes of their gaps (docs/spec.md §4.5): exact, within one percent of the entropy
// of a random set, read in one pass without a table. In memory a set is a sorted Uint32Array, looked up by halving.

import type { CborValue } from "./cbor.ts";
import { MAX_INDEX_SET_COUNT } from "./limits.ts";

/** Indices in ascending order, each once. */
export type IndexSet = Uint32Array<ArrayBuffer>;

/** No index. */
export const NO_INDICES: IndexSet = new Uint32Array(0);

/** The set of these indices, in any order and any number of times. */
export function indexSetOf(indices: Iterable<number>): IndexSet {
  const sorted = Uint32Array.from(indices).sort();
  return sorted.filter((index, i) => i === 0 || index !== sorted[i - 1]);
}

/** Whether the set has this index, in as many steps as its length has binary digits. */
export function hasIndex(set: IndexSet, index: number): boolean {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] as number) < index) low = middle + 1;
    else high = middle;
  }
  return set[low] === index;
}

/** The indices of either set. Linear. */
export function unionOf(a: IndexSet, b: IndexSet): IndexSet {
  const union = new Uint32Array(a.length + b.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    union[length++] = Math.min(left, right);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return union.slice(0, length);
}

/** The indices of `a` that are not in `b`. */
export function differenceOf(a: IndexSet, b: IndexSet): IndexSet {
  let j = 0;
  return a.filter((index) => {
    while (j < b.length && (b[j] as number) < index) j++;
    return b[j] !== index;
  });
}

/** Whether no index is in both sets. */
export function areDisjoint(a: IndexSet, b: IndexSet): boolean {
  return differenceOf(a, b).length === a.length;
}

/** Whether each index of `a` is in `b`. */
export function isWithin(a: IndexSet, b: IndexSet): boolean {
  return differenceOf(a, b).length === 0;
}

/**
 * Remainder bits of the code: the largest k with count · 2^k ≤ 0.69 · size, or 0. For random indices 2^k is then at most ln 2 of
 * the mean gap, where the code is shortest (Rice's parameter, by Gallager and Van Voorhis). Every product is exact below 2^53.
 */
function remainderBits(count: number, size: number): number {
  let k = 0;
  while (count > 0 && count * 2 ** (k + 1) * 100 <= 69 * size) k++;
  return k;
}

/**
 * The item `[count, bytes]` of a set of indices below `size`. Throws TypeError on what `decodeIndexSet` would refuse: indices not
 * ascending, at `size` or above, or too many.
 */
export function encodeIndexSet(set: IndexSet, size: number): CborValue {
  const last = set.at(-1) ?? -1;
  if (last >= size || set.length > MAX_INDEX_SET_COUNT) throw new TypeError("indices below the size are required");
  const k = remainderBits(set.length, size);
  // At most one bit of quotient for each 2^k of the last index, and a zero and k bits for each entry.
  const bytes = new Uint8Array(Math.ceil((Math.floor(last / 2 ** k) + set.length * (k + 1) + 1) / 8));
  let bit = 0;
  let next = 0;
  for (const index of set) {
    if (index < next) throw new TypeError("ascending indices are required");
    const gap = index - next;
    // Gaps and k are below 2^32 and 32, so that shifts are exact.
    for (let ones = gap >>> k; ones > 0; ones--) setBit(bytes, bit++);
    bit++;
    for (let place = k - 1; place >= 0; place--, bit++) if (((gap >>> place) & 1) === 1) setBit(bytes, bit);
    next = index + 1;
  }
  return [set.length, bytes.slice(0, Math.ceil(bit / 8))];
}

function setBit(bytes: Uint8Array, bit: number): void {
  bytes[bit >> 3] = (bytes[bit >> 3] as number) | (0x80 >> (bit & 7));
}

/**
 * The set of an item, or null where it is not the one encoding of a set of at most MAX_INDEX_SET_COUNT indices below `size`.
 * Linear in the bytes: no more is set aside than they can hold.
 */
export function decodeIndexSet(item: CborValue | undefined, size: number): IndexSet | null {
  if (!Array.isArray(item) || item.length !== 2) return null;
  const [count, bytes] = item;
  if (typeof count !== "number" || count < 0 || count > MAX_INDEX_SET_COUNT) return null;
  if (!(bytes instanceof Uint8Array)) return null;
  const k = remainderBits(count, size);
  const bits = bytes.length * 8;
  if (count * (k + 1) > bits) return null;
  const set = new Uint32Array(count);
  let bit = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    let quotient = 0;
    for (; bitAt(bytes, bit) === 1; bit++) quotient++;
    bit++;
    let remainder = 0;
    for (let place = 0; place < k; place++, bit++) remainder = remainder * 2 + bitAt(bytes, bit);
    const index = next + quotient * 2 ** k + remainder;
    // Bits behind the end read as zeros, so that a set cut short comes this far.
    if (index >= size || bit > bits) return null;
    set[i] = index;
    next = index + 1;
  }
  return isPadding(bytes, bit) ? set : null;
}

function bitAt(bytes: Uint8Array, bit: number): number {
  return ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
}

/** Whether from this bit on there are fewer than eight bits, all zero. */
function isPadding(bytes: Uint8Array, bit: number): boolean {
  if (Math.ceil(bit / 8) !== bytes.length) return false;
  return bit % 8 === 0 || ((bytes[bit >> 3] as number) & (0xff >> (bit & 7))) === 0;
}
