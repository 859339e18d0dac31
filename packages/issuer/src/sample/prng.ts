// A small generator of pseudo-random numbers, so that a sample registry is the same bytes from the same seed on every machine and
// in every version: xoshiro128** (Blackman and Vigna 2018), its state filled by SplitMix32. For made-up people only; nothing
// here is unpredictable.

/** Draws that depend on the seed alone. */
export type Prng = {
  /** A whole number from 0 to `end` - 1. */
  readonly below: (end: number) => number;
  /** True `percent` times in a hundred. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
};

/** A generator from a seed of 32 bits. */
export function createPrng(seed: number): Prng {
  let mix = seed >>> 0;
  const state = Uint32Array.from({ length: 4 }, () => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let word = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  });

  function next(): number {
    const [s0, s1, s2, s3] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const t = s1 << 9;
    const x2 = s2 ^ s0;
    const x3 = s3 ^ s1;
    state.set([s0 ^ x3, s1 ^ x2, x2 ^ t, rotateLeft(x3, 11)]);
    return result;
  }

  /** The bias of this map is below end ÷ 2^32. */
  function below(end: number): number {
    return Math.floor((next() / 2 ** 32) * end);
  }

  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new TypeError("nothing to pick from");
      return picked;
    },
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
