import {
  areDisjoint,
  type CborValue,
  decodeIndexSet,
  differenceOf,
  encodeIndexSet,
  fromHex,
  hasIndex,
  type IndexSet,
  indexSetOf,
  isWithin,
  MAX_INDEX_SET_COUNT,
  NO_INDICES,
  toHex,
  unionOf,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EFFORT, runs } from "../../../test-support/effort.ts";

/** A size and a set of indices below it, crowded or sparse. */
const sized: fc.Arbitrary<{ size: number; set: IndexSet }> = fc
  .oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 0xffff_ffff }))
  .chain((size) =>
    fc
      .array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 60 })
      .map((indices) => ({ size, set: indexSetOf(indices) })),
  );

const hexOf = (indices: readonly number[], size: number): string => {
  const [count, bytes] = encodeIndexSet(indexSetOf(indices), size) as [number, Uint8Array];
  return `${count} ${toHex(bytes)}`;
};

describe("the code of a set", () => {
  test("has as many remainder bits as the formula says at its edges", () => {
    // 100·2^k ≤ 69·size: at 93 it is 6, because 6,400 ≤ 6,417; at 92 it is 5, because 6,348 is less.
    for (const [size, k] of [
      [1, 0],
      [2, 0],
      [3, 1],
      [5, 1],
      [6, 2],
      [92, 5],
      [93, 6],
      [0xffff_ffff, 31],
    ] as const) {
      const [, bytes] = encodeIndexSet(indexSetOf([0]), size) as [number, Uint8Array];
      expect(bytes.length, `${size}`).toBe(Math.ceil((k + 1) / 8));
    }
    // 69 of 200: 100·69·2 is 69·200, which still gives one bit: two bits for each index.
    const [, bytes] = encodeIndexSet(
      new Uint32Array(69).map((_, i) => i),
      200,
    ) as [number, Uint8Array];
    expect(bytes.length).toBe(Math.ceil((69 * 2) / 8));
  });

  test("is the one that spec §4.5 describes, bit by bit", () => {
    // No index: no bytes. Two of eight: 2·2^k·100 ≤ 552 gives k = 1; gap 3 is 10 1, gap 2 - from 4 to 6 - is 10 0.
    expect(hexOf([], 8)).toBe("0 ");
    expect(hexOf([], 1)).toBe("0 ");
    expect(hexOf([3, 6], 8)).toBe("2 b0");
    // One of 2^24: k = 23; the largest index is one 1, a zero, 23 ones: 25 bits and seven of padding.
    expect(hexOf([2 ** 24 - 1], 2 ** 24)).toBe("1 bfffff80");
    // All of three: no remainder, and every gap is 0.
    expect(hexOf([0, 1, 2], 3)).toBe("3 00");
    // All but the first: a gap of one.
    expect(hexOf([1, 2], 3)).toBe("2 80");
  });

  test("is read back as the same set", () => {
    fc.assert(
      fc.property(sized, ({ size, set }) => {
        expect(decodeIndexSet(encodeIndexSet(set, size), size)).toEqual(set);
      }),
      runs(500),
    );
  });

  test("is the only one: whatever else is read is the code of another set", () => {
    fc.assert(
      fc.property(sized, fc.uint8Array({ maxLength: 12 }), fc.nat(40), ({ size }, bytes, count) => {
        const set = decodeIndexSet([count, bytes], size);
        if (set !== null) expect(encodeIndexSet(set, size)).toEqual([count, bytes]);
      }),
      runs(2_000),
    );
  });

  test("with one bit changed is refused or another set", () => {
    fc.assert(
      fc.property(sized, fc.nat(), ({ size, set }, at) => {
        const [count, bytes] = encodeIndexSet(set, size) as [number, Uint8Array];
        if (bytes.length === 0) return;
        const bit = at % (8 * bytes.length);
        const changed = bytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (0x80 >> (bit & 7));
        expect(decodeIndexSet([count, changed], size)).not.toEqual(set);
      }),
      runs(500),
    );
  });

  test.each<[string, CborValue | undefined, number]>([
    ["nothing", undefined, 8],
    ["a byte string alone", fromHex("b0"), 8],
    ["one part", [2], 8],
    ["three parts", [2, fromHex("b0"), 0], 8],
    ["a count in text", ["2", fromHex("b0")], 8],
    ["a negative count", [-1, fromHex("b0")], 8],
    ["bytes in text", [2, "b"], 8],
    ["a byte too few", [2, fromHex("")], 8],
    ["a byte too many", [2, fromHex("b000")], 8],
    ["padding that is not zero", [2, fromHex("b1")], 8],
    ["an index at the size", [2, fromHex("b4")], 6],
    ["a quotient without an end", [1, fromHex("ff")], 0xffff_ffff],
    ["a remainder cut short", [1, fromHex("00")], 2 ** 24],
    ["bytes where there are no indices", [0, fromHex("00")], 8],
    ["more indices than the size", [9, fromHex("0000")], 8],
  ])("is refused with %s", (_, item, size) => {
    expect(decodeIndexSet(item, size)).toBeNull();
  });

  test("may fill its bytes to the last bit", () => {
    // All of eight: no remainder and every gap 0, so that the code is eight zeros.
    expect(decodeIndexSet([8, fromHex("00")], 8)).toEqual(Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
  });

  test("of an index at the size, of indices out of order or of too many is a caller's mistake", () => {
    expect(() => encodeIndexSet(indexSetOf([8]), 8)).toThrow(TypeError);
    expect(() => encodeIndexSet(Uint32Array.of(3, 3), 0xffff_ffff)).toThrow(TypeError);
    expect(() => encodeIndexSet(Uint32Array.of(3, 2), 0xffff_ffff)).toThrow(TypeError);
    const many = new Uint32Array(MAX_INDEX_SET_COUNT + 1).map((_, i) => i);
    expect(() => encodeIndexSet(many, 0xffff_ffff)).toThrow(TypeError);
  });

  test("of a thousandth of the indices, at random, is within one percent of the entropy", () => {
    const size = 1_000_000;
    let state = 1;
    const draw = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9;
      return (state >>> 0) % size;
    };
    const set = indexSetOf(Array.from({ length: 1_000 }, draw));
    const [, bytes] = encodeIndexSet(set, size) as [number, Uint8Array];
    const p = set.length / size;
    const entropyBits = size * (-p * Math.log2(p) - (1 - p) * Math.log2(1 - p));
    expect((8 * bytes.length) / entropyBits).toBeLessThan(1.02);
  });
});

describe("sets", () => {
  const pair = fc.tuple(fc.array(fc.nat(30)), fc.array(fc.nat(30)));

  test("are joined, taken from one another, compared and asked as the language's own sets are", () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const [a, b] = [indexSetOf(left), indexSetOf(right)];
        const [own, other] = [new Set(left), new Set(right)];
        expect([...unionOf(a, b)]).toEqual([...indexSetOf([...left, ...right])]);
        expect([...differenceOf(a, b)]).toEqual([...indexSetOf(left.filter((index) => !other.has(index)))]);
        expect(areDisjoint(a, b)).toBe(left.every((index) => !other.has(index)));
        expect(isWithin(a, b)).toBe(left.every((index) => other.has(index)));
        for (let index = 0; index <= 31; index++) expect(hasIndex(a, index)).toBe(own.has(index));
      }),
      runs(300),
    );
  });

  test("of no index have none", () => {
    expect(hasIndex(NO_INDICES, 0)).toBe(false);
    expect(indexSetOf([])).toEqual(NO_INDICES);
  });
});

test("a list of ten million answers rightly about every index that is asked", () => {
  const size = 10_000_000;
  const every = indexSetOf(Array.from({ length: 10_000 }, (_, i) => (i * 7_919_003) % size));
  const read = decodeIndexSet(encodeIndexSet(every, size), size) as IndexSet;
  const truth = new Set(every);
  const checks = Math.ceil(500_000 * EFFORT);
  let wrong = 0;
  for (let i = 0; i < checks; i++) {
    // Half of them near an index of the list, where a wrong bound would show.
    const index =
      i % 2 === 0 ? (i * 104_729) % size : ((every[(i >> 1) % every.length] as number) + (i % 3) + size - 1) % size;
    if (hasIndex(read, index) !== truth.has(index)) wrong++;
  }
  expect(wrong).toBe(0);
});
