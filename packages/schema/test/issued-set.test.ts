import {
  type CborMap,
  type CborValue,
  concatBytes,
  decodeCbor,
  decodeIssuedSet,
  encodeCbor,
  encodeIssuedSet,
  fromHex,
  isIssued,
  issuedSetEntry,
  sha256,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";

const SUBJECT = new Uint8Array(32).fill(7);
const REFUSED = { ok: false, code: "ISSUEDSET_MALFORMED" };
const tokenOf = (number: number) => new TextEncoder().encode(`token ${number}`);
const ENTRIES = concatBytes(...Array.from({ length: 65_536 }, (_, i) => issuedSetEntry(tokenOf(i))));
const entriesOf = (count: number) => ENTRIES.subarray(0, 8 * count);

function itemOf(bytes: Uint8Array): CborMap {
  const document = decodeCbor(bytes, { maxBytes: 2 ** 30, maxItems: 16 });
  if (!document.ok) throw new Error(document.code);
  return document.value.item as CborMap;
}

function setOf(count: number) {
  const set = decodeIssuedSet(encodeIssuedSet(SUBJECT, entriesOf(count)));
  if (!set.ok) throw new Error(set.code);
  return set.value;
}

describe.each([
  [0, 0],
  [1, 0],
  [255, 0],
  [256, 8],
  [700, 8],
  [65_535, 8],
  [65_536, 16],
])("an issued set of %i tokens", (count, bucketBits) => {
  test("has every token that was issued and, of as many others, none; of the many one in 61 is asked", () => {
    const set = setOf(count);
    expect([set.subject, set.count, set.bucketBits]).toEqual([SUBJECT, count, bucketBits]);
    const step = count > 1_000 ? 61 : 1;
    for (let i = 0; i < count; i += step) if (!isIssued(set, tokenOf(i))) throw new Error(`token ${i} is missing`);
    for (let i = count; i < 2 * count + 100; i += step)
      if (isIssued(set, tokenOf(i))) throw new Error(`token ${i} is in`);
  });
});

describe("the document", () => {
  test("counts a token with the first eight bytes of its SHA-256", () => {
    const token = tokenOf(1);
    expect(issuedSetEntry(token)).toEqual(sha256(token).slice(0, 8));
    const map = itemOf(encodeIssuedSet(SUBJECT, issuedSetEntry(token)));
    expect([...map]).toEqual([
      [1, SUBJECT],
      [2, 1],
      [3, new Uint8Array(0)],
      [4, sha256(token).slice(0, 8)],
    ]);
  });

  test("is the same for the same tokens in any order and any number of times", () => {
    const entry = fc.uint8Array({ minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 300 }), (entries) => {
        const document = encodeIssuedSet(SUBJECT, concatBytes(...entries));
        expect(encodeIssuedSet(SUBJECT, concatBytes(...entries.toReversed(), ...entries))).toEqual(document);
        expect(itemOf(document).get(2)).toBe(new Set(entries.map(String)).size);
      }),
      runs(50),
    );
  });

  test("has two bytes for each bucket, and what follows the bucket's bits of each digest", () => {
    const map = itemOf(encodeIssuedSet(SUBJECT, entriesOf(256)));
    const buckets = map.get(3) as Uint8Array;
    expect(buckets.length).toBe(512);
    expect((map.get(4) as Uint8Array).length).toBe(256 * 7);
    const first = issuedSetEntry(tokenOf(0))[0] as number;
    expect((buckets[2 * first] as number) * 256 + (buckets[2 * first + 1] as number)).toBeGreaterThan(0);
  });

  test("of bytes that are no whole entries, or more in a bucket than it can count, is a caller's mistake", () => {
    expect(() => encodeIssuedSet(SUBJECT, new Uint8Array(7))).toThrow(TypeError);
    expect(() => encodeIssuedSet(SUBJECT.subarray(1), new Uint8Array(8))).toThrow(TypeError);
    const crowded = new Uint8Array(8 * 65_536);
    for (let i = 0; i < 65_536; i++) new DataView(crowded.buffer).setUint32(8 * i + 4, i);
    expect(() => encodeIssuedSet(SUBJECT, crowded)).toThrow(TypeError);
  });
});

describe("is refused", () => {
  const small = itemOf(encodeIssuedSet(SUBJECT, entriesOf(3)));
  const large = itemOf(encodeIssuedSet(SUBJECT, entriesOf(256)));
  const remainders = small.get(4) as Uint8Array;
  const buckets = large.get(3) as Uint8Array;
  const changed = (map: CborMap, key: number, value: CborValue | null) => {
    const copy = new Map(map);
    if (value === null) copy.delete(key);
    else copy.set(key, value);
    return decodeIssuedSet(encodeCbor(copy));
  };

  test.each<[string, number, CborValue | null]>([
    ["an unknown member", 5, 0],
    ["no subject", 1, null],
    ["a subject of 31 bytes", 1, SUBJECT.subarray(1)],
    ["no count", 2, null],
    ["a negative count", 2, -1],
    ["another count", 2, 2],
    ["a count of many", 2, 16_777_216],
    ["no buckets", 3, null],
    ["buckets in text", 3, ""],
    ["buckets where there are none", 3, fromHex("0003")],
    ["no remainders", 4, null],
    ["remainders in text", 4, "x".repeat(24)],
    ["remainders cut short", 4, remainders.subarray(1)],
    ["remainders out of order", 4, concatBytes(remainders.subarray(8), remainders.subarray(0, 8))],
    ["a remainder twice", 4, concatBytes(remainders.subarray(0, 8), remainders.subarray(0, 16))],
  ])("with %s", (_, key, value) => {
    expect(decodeIssuedSet(encodeCbor(small)).ok).toBe(true);
    expect(changed(small, key, value)).toEqual(REFUSED);
  });

  test("with buckets of another length, that do not add up, or in which the order is wrong", () => {
    expect(decodeIssuedSet(encodeCbor(large)).ok).toBe(true);
    expect(changed(large, 3, buckets.subarray(2))).toEqual(REFUSED);
    expect(
      changed(
        large,
        3,
        buckets.map((byte, i) => (i === 511 ? byte + 1 : byte)),
      ),
    ).toEqual(REFUSED);
    expect(changed(large, 4, (large.get(4) as Uint8Array).toReversed())).toEqual(REFUSED);
  });

  test("when it is tagged, no map, or no CBOR", () => {
    for (const bytes of [encodeCbor(small, [61]), encodeCbor([1]), fromHex("ff"), new Uint8Array(0)]) {
      expect(decodeIssuedSet(bytes)).toEqual(REFUSED);
    }
  });
});
