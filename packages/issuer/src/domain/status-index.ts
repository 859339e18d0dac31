// Sequence numbers to indices in a key's status list, by a keyed random permutation: an index seen at a gate tells neither when
// its certificate was issued nor how many there are (docs/spec.md §5). A Feistel network over HMAC-SHA-256 (Luby and Rackoff 1988;
// ten rounds as in NIST SP 800-38G FF1) permutes the smallest square domain that holds the list; results beyond the list are
// walked on until one falls inside (cycle-walking, Black and Rogaway 2002), which keeps it a permutation of the list itself.

import { fromHex } from "@mohor/schema";
import type { KeyedHash, SigningKeyStore } from "./ports.ts";
import type { SigningKey } from "./signing-key.ts";

const ROUNDS = 10;

/** A round's pseudo-random function: 32 bits of round number and half. */
export type RoundFunction = (round: number, half: number) => Promise<number>;

/** The image of `sequence` under the permutation of 0 … size-1 that `round` keys. `size` is at most 2^32. */
export async function permuteIndex(sequence: number, size: number, round: RoundFunction): Promise<number> {
  if (!Number.isInteger(sequence) || sequence < 0 || sequence >= size) {
    throw new TypeError("a sequence number inside the list is required");
  }
  const halfBits = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const halfSize = 2 ** halfBits;
  let index = sequence;
  // The square domain is less than four times the list, so a walk takes fewer than four steps on average.
  do {
    let left = Math.floor(index / halfSize);
    let right = index % halfSize;
    for (let i = 0; i < ROUNDS; i++) {
      [left, right] = [right, (left + (await round(i, right))) % halfSize];
    }
    index = left * halfSize + right;
  } while (index >= size);
  return index;
}

/** Gives out indices, each once. */
export type IndexSource = {
  /** The next index under this key, or null where its list is full. Rejects as the store and the hash do. */
  next(key: SigningKey): Promise<number | null>;
  /** Takes back an index under which nothing has left the house, to be given out again by this source: a signer failed. */
  giveBack(key: SigningKey, index: number): void;
};

/**
 * An index source over the durable counter. Sequence numbers are taken in blocks, one durable write a block; what is left of a
 * block when the process ends is skipped for ever, 2^24 / blockSize processes long. One per process; calls may overlap.
 */
export function createIndexSource(
  ports: { readonly signingKeys: SigningKeyStore; readonly hash: KeyedHash },
  { blockSize }: { readonly blockSize: number },
): IndexSource {
  const blocks = new Map<string, { next: number; end: number }>();
  const returned = new Map<string, number[]>();
  // One after the other, so that two callers never take the same block entry.
  let queue: Promise<unknown> = Promise.resolve();

  async function takeSequence(key: SigningKey): Promise<number | null> {
    const held = blocks.get(key.kid);
    if (held !== undefined && held.next < held.end) return held.next++;
    const taken = await ports.signingKeys.takeSequences(key.kid, blockSize);
    if (taken === null) return null;
    blocks.set(key.kid, { next: taken.first + 1, end: taken.first + taken.count });
    return taken.first;
  }

  return {
    async next(key) {
      const again = returned.get(key.kid)?.pop();
      if (again !== undefined) return again;
      const turn = queue.then(() => takeSequence(key));
      queue = turn.catch(() => undefined);
      const sequence = await turn;
      if (sequence === null) return null;
      return permuteIndex(sequence, key.listSize, roundFunction(key, ports.hash));
    },
    giveBack(key, index) {
      const held = returned.get(key.kid) ?? [];
      returned.set(key.kid, [...held, index]);
    },
  };
}

function roundFunction(key: SigningKey, hash: KeyedHash): RoundFunction {
  const message = new Uint8Array(key.publicKey.length + 5);
  message.set(key.publicKey);
  return async (round, half) => {
    message[key.publicKey.length] = round;
    message.set(fromHex(half.toString(16).padStart(8, "0")), key.publicKey.length + 1);
    const digest = await hash.hmac("index", key.indexKeyId, message.slice());
    return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
  };
}
