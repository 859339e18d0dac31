import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { createIndexSource, permuteIndex, type RoundFunction } from "../../src/domain/status-index.ts";
import { TEST_SIGNING_KEY, testHash } from "../issuer-fixture.ts";

/** A quick stand-in for the keyed round: a multiplicative hash of round, half and key. */
function roundOf(key: number): RoundFunction {
  return async (round, half) => {
    let word = Math.imul(half ^ key, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
    return (word ^ (word >>> 13)) >>> 0;
  };
}

async function imageOf(size: number, key: number): Promise<number[]> {
  return Promise.all(Array.from({ length: size }, (_, sequence) => permuteIndex(sequence, size, roundOf(key))));
}

describe("permuteIndex", () => {
  it.each([1, 2, 3, 4, 5, 16, 17, 100, 255, 256, 257, 1_000, 4_096])("is a permutation of 0 … %i-1", async (size) => {
    const image = await imageOf(size, 7);
    expect(new Set(image).size).toBe(size);
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBe(size - 1);
  });

  it("stays inside any list of up to 2^32", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 32 }), fc.nat(), async (size, sequence) => {
        const index = await permuteIndex(sequence % size, size, roundOf(3));
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(size);
      }),
      runs(200),
    );
  });

  it("differs from key to key", async () => {
    expect(await imageOf(64, 1)).not.toEqual(await imageOf(64, 2));
  });

  it("shows no order: neighbours are as far apart as chance has them", async () => {
    const size = 4_096;
    const image = await imageOf(size, 7);
    const gaps = image.slice(1).map((index, at) => Math.abs(index - (image[at] as number)));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean / size).toBeGreaterThan(0.3);
    expect(mean / size).toBeLessThan(0.37);
  });

  it.each([-1, 10, 1.5, Number.NaN])("throws on the sequence number %d of a list of ten", async (sequence) => {
    await expect(permuteIndex(sequence, 10, roundOf(1))).rejects.toThrow(TypeError);
  });
});

describe("createIndexSource", () => {
  const key = { ...TEST_SIGNING_KEY, listSize: 50 };

  async function source(blockSize: number) {
    const { signingKeys } = createMemoryStore();
    await signingKeys.register(key);
    return { signingKeys, next: createIndexSource({ signingKeys, hash: testHash }, { blockSize }).next };
  }

  it.each([1, 3, 7, 50, 64])("gives each index of a list once, in blocks of %i, then none", async (blockSize) => {
    const { next } = await source(blockSize);
    const drawn = await Promise.all(Array.from({ length: 60 }, () => next(key)));
    expect(new Set(drawn.slice(0, 50)).size).toBe(50);
    expect(drawn.slice(0, 50).every((index) => index !== null && index < 50)).toBe(true);
    expect(drawn.slice(50)).toEqual(Array(10).fill(null));
  });

  it("never gives the same index as another process", async () => {
    const { signingKeys } = await source(4);
    const sources = [1, 2, 3].map(() => createIndexSource({ signingKeys, hash: testHash }, { blockSize: 4 }));
    const drawn = await Promise.all(Array.from({ length: 36 }, (_, at) => sources[at % 3]?.next(key)));
    expect(new Set(drawn).size).toBe(36);
  });

  it("goes on after the store has failed once", async () => {
    const { signingKeys } = await source(1);
    let fails = true;
    const flaky = {
      ...signingKeys,
      takeSequences: (kid: string, count: number) => {
        if (!fails) return signingKeys.takeSequences(kid, count);
        fails = false;
        return Promise.reject(new Error("disk"));
      },
    };
    const { next } = createIndexSource({ signingKeys: flaky, hash: testHash }, { blockSize: 1 });
    await expect(next(key)).rejects.toThrow("disk");
    expect(await next(key)).not.toBeNull();
  });

  it("gives an index that came back out again, once, and before new ones", async () => {
    const { signingKeys } = createMemoryStore();
    await signingKeys.register(key);
    const source = createIndexSource({ signingKeys, hash: testHash }, { blockSize: 4 });
    const first = (await source.next(key)) as number;
    const second = (await source.next(key)) as number;
    source.giveBack(key, first);
    source.giveBack(key, second);
    const drawn = [await source.next(key), await source.next(key), await source.next(key)];
    expect(drawn.slice(0, 2).toSorted()).toEqual([first, second].toSorted());
    expect([first, second]).not.toContain(drawn[2]);
  });
});
