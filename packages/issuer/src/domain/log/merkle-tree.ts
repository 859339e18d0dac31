// The Merkle tree of the transparency log (RFC 6962 §2.1): hashes, proofs made and proofs checked. Pure; where a proof is made, the
// hashes of complete subtrees come from the caller.

import { bytesEqual, sha256 } from "@mohor/schema";

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Hashes of a proof: the most that a tree of 2^53 entries, the largest that is counted here, can need is below it. */
export const MAX_PROOF_HASHES = 63;

/** The root of the empty tree: the hash of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** The hash of an entry, with its own prefix, so that no entry can pass for a node. */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input.set(entry, 1);
  return sha256(input);
}

const NODE_INPUT_BYTES = 1 + 2 * HASH_BYTES;

/** The hash of a node above two others. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(NODE_INPUT_BYTES);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** The hash of the complete subtree over the entries from `index` · 2^`level` to before (`index` + 1) · 2^`level`. */
export type ReadNode = (level: number, index: number) => Promise<Uint8Array>;

/** The largest power of two below `n`, which is at least 2. */
function splitOf(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}

/** MTH(D[from:to]) of a range that is part of the tree's shape: it begins at a multiple of a power of two not below its length. */
export async function rangeHash(from: number, to: number, readNode: ReadNode): Promise<Uint8Array> {
  const length = to - from;
  if (length === 0) return EMPTY_ROOT;
  if (Number.isInteger(Math.log2(length))) return readNode(Math.log2(length), from / length);
  const split = splitOf(length);
  const [left, right] = [await rangeHash(from, from + split, readNode), await rangeHash(from + split, to, readNode)];
  return nodeHash(left, right);
}

/** The proof that the entry at `index` is in the tree of `size` entries (RFC 6962 §2.1.1), from the entry's sibling up. */
export async function inclusionProof(index: number, size: number, readNode: ReadNode): Promise<readonly Uint8Array[]> {
  if (index >= size) throw new TypeError("an entry of the tree is required");
  const proof: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    proof.unshift(isLeft ? await rangeHash(middle, to, readNode) : await rangeHash(from, middle, readNode));
    if (isLeft) to = middle;
    else from = middle;
  }
  return proof;
}

/** The proof that the tree of `size` entries continues that of `oldSize` (RFC 6962 §2.1.2); empty for an empty or the same tree. */
export async function consistencyProof(
  oldSize: number,
  size: number,
  readNode: ReadNode,
): Promise<readonly Uint8Array[]> {
  if (oldSize > size) throw new TypeError("an older tree is required");
  if (oldSize === 0 || oldSize === size) return [];
  const proof: Uint8Array[] = [];
  let [from, to] = [0, size];
  let isWhole = true;
  while (oldSize !== to) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      proof.unshift(await rangeHash(middle, to, readNode));
      to = middle;
    } else {
      proof.unshift(await rangeHash(from, middle, readNode));
      from = middle;
      isWhole = false;
    }
  }
  // The old root itself is known to whoever asks; a part of it is not.
  if (!isWhole) proof.unshift(await rangeHash(from, to, readNode));
  return proof;
}

/** Whether the proof leads from this entry's hash at `index` to the root of the tree of `size` entries (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  { index, size, root }: { readonly index: number; readonly size: number; readonly root: Uint8Array },
  hash: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || !areHashes([hash, root, ...proof])) return false;
  let [node, last, found] = [index, size - 1, hash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      found = nodeHash(sibling, found);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else found = nodeHash(found, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && bytesEqual(found, root);
}

/** A tree as a checkpoint names it. */
export type TreeHead = { readonly size: number; readonly root: Uint8Array };

/** Whether the proof shows that the newer tree continues the older (RFC 9162 §2.1.4.2); every tree continues the empty one. */
export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || !areHashes([older.root, newer.root, ...proof])) return false;
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && bytesEqual(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && bytesEqual(older.root, EMPTY_ROOT);
  const isPowerOfTwo = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = isPowerOfTwo ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [olderFound, newerFound] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [olderFound, newerFound] = [nodeHash(sibling, olderFound), nodeHash(sibling, newerFound)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else newerFound = nodeHash(newerFound, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && bytesEqual(olderFound, older.root) && bytesEqual(newerFound, newer.root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.length <= MAX_PROOF_HASHES + 2 && hashes.every(({ length }) => length === HASH_BYTES);
}
