// The questions that decoders of documents ask of an item, each with the answer yes and every way to no.

import { type CborValue, fromHex } from "@mohor/schema";
import { describe, expect, test } from "vitest";
import { asBytes, asUnsigned, exactMap, isDigest, isEmptyMap, isUnsigned, listOf } from "../src/cbor-shape.ts";

const KEYS = { A: 1, B: 4 } as const;
const NOT_MAPS: readonly (CborValue | undefined)[] = [undefined, 2, "ab", fromHex("0104"), [1, 4]];

describe("a map of exactly these keys", () => {
  test("is handed on as it is", () => {
    const map = new Map([
      [1, "a"],
      [4, "b"],
    ]);
    expect(exactMap(map, KEYS)).toBe(map);
    expect(exactMap(new Map(), {})).toEqual(new Map());
  });

  test.each<[string, readonly (number | string)[]]>([
    ["none", []],
    ["one missing", [1]],
    ["another in place of one", [1, 5]],
    ["one more", [1, 4, 5]],
    ["a text in place of a number", [1, "4"]],
  ])("is none with %s", (_, keys) => {
    expect(exactMap(new Map(keys.map((key) => [key, 0])), KEYS)).toBeNull();
  });

  test("is no other item", () => {
    for (const item of NOT_MAPS) expect(exactMap(item, KEYS)).toBeNull();
    for (const item of NOT_MAPS) expect(isEmptyMap(item)).toBe(false);
    expect(isEmptyMap(new Map())).toBe(true);
    expect(isEmptyMap(new Map([[1, 1]]))).toBe(false);
  });
});

describe("a list", () => {
  const doubled = (element: CborValue) => (typeof element === "number" ? 2 * element : null);

  test("is decoded element by element, up to its bound", () => {
    expect(listOf([], 0, doubled)).toEqual([]);
    expect(listOf([1, 0, 3], 3, doubled)).toEqual([2, 0, 6]);
    expect(listOf([1, 0, 3], 2, doubled)).toBeNull();
  });

  test("is none where one element is refused, or where it is another item", () => {
    expect(listOf([1, "0", 3], 3, doubled)).toBeNull();
    for (const item of [undefined, 1, "1", fromHex("01"), new Map([[1, 1]])])
      expect(listOf(item, 3, doubled)).toBeNull();
  });
});

describe("a single item", () => {
  test("is an unsigned integer from 0", () => {
    expect([0, 1, 0xffff_ffff].map(asUnsigned)).toEqual([0, 1, 0xffff_ffff]);
    expect([-1, "1", fromHex("01"), [1]].map(asUnsigned)).toEqual([null, null, null, null]);
    expect(isUnsigned(undefined)).toBe(false);
  });

  test("is a digest where it is a byte string of 32", () => {
    expect(isDigest(new Uint8Array(32))).toBe(true);
    for (const item of [
      undefined,
      new Uint8Array(31),
      new Uint8Array(33),
      "x".repeat(32),
      new Array<number>(32).fill(0),
    ])
      expect(isDigest(item)).toBe(false);
  });

  test("is a byte string, and handed on in memory of its own", () => {
    const bytes = Buffer.from([1, 2]);
    const own = asBytes(bytes);
    bytes.fill(0);
    expect(own).toEqual(Uint8Array.of(1, 2));
    expect(asBytes("01")).toBeNull();
    expect(asBytes([1, 2])).toBeNull();
  });
});
