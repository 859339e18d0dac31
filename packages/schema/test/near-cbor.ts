// Arbitrary byte strings that are CBOR or nearly so: documents written with a rare fault of every kind that strictness is
// about (longer heads, indefinite lengths, unsorted and repeated keys, floats, simple values, inner tags, bad text), and sound
// documents with a few bytes changed. Random bytes alone hardly ever get past the first head.

import { encodeCbor, encodeClaims, encodeCoseSign1, encodeProtectedHeader, encodeTrustBundle } from "@mohor/schema";
import fc from "fast-check";
import { cborTags, cborValue, claims, trustBundle } from "./arbitraries.ts";

type Bytes = readonly number[];

/** One in about thirty choices is a fault, so that most documents have none or one. */
const seldom = <T>(usual: fc.Arbitrary<T>, fault: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 30 }, { arbitrary: fault, weight: 1 });

const argument = seldom(
  fc.oneof(fc.nat(30), fc.constantFrom(23, 24, 255, 256, 65_535, 65_536, 0xffff_ffff), fc.nat(0xffff_ffff)),
  fc.constantFrom(0x1_0000_0000, Number.MAX_SAFE_INTEGER),
);

/** By how many widths a head is longer than it needs to be. */
const longer = seldom(fc.constant(0), fc.integer({ min: 1, max: 3 }));

function head(major: number, value: number, tooLong: number): Bytes {
  const needed = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x1_0000 ? 2 : value < 0x1_0000_0000 ? 3 : 4;
  const width = Math.min(needed + tooLong, 4);
  if (width === 0) return [(major << 5) | value];
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return [(major << 5) | (23 + width), ...bytes.subarray(8 - 2 ** (width - 1))];
}

const integer = fc
  .tuple(fc.constantFrom(0, 1), argument, longer)
  .map(([major, value, tooLong]) => head(major, value, tooLong));

const text = seldom(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom("e\u0301", "\uFEFF", "a\uFEFF", "x".repeat(128), "x".repeat(129), "\u09dc", "\u1100\u1161", "\u212b"),
).map((value): Bytes => [...Buffer.from(value)]);

const badUtf8 = fc.constantFrom<Bytes>(
  [0x80],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc3],
  [0xff],
);

const string = fc.oneof(
  fc.tuple(fc.constant(3), seldom(text, badUtf8), longer),
  fc.tuple(fc.constant(2), fc.array(fc.nat(255), { maxLength: 30 }), longer),
);
const strings = seldom(
  string.map(([major, content, tooLong]) => [...head(major, content.length, tooLong), ...content]),
  string.map(([major, content]) => [(major << 5) | 31, ...head(major, content.length, 0), ...content, 0xff]),
);

const simple = fc.oneof(
  fc.constantFrom<Bytes>([0xf4], [0xf6], [0xf7], [0xe0], [0xf8, 0x20], [0xf8, 0x18], [0xfc], [0xff]),
  fc.double().map((value): Bytes => {
    const bytes = Buffer.alloc(9, 0xfb);
    bytes.writeDoubleBE(value, 1);
    return [...bytes];
  }),
  fc.constantFrom<Bytes>([0xf9, 0x3c, 0x00], [0xf9, 0x3e, 0x00], [0xfa, 0x47, 0xc3, 0x50, 0x00]),
);

const leaf = seldom(fc.oneof(integer, strings), simple);

const key = seldom(fc.oneof(integer, strings), fc.oneof(leaf, fc.constant<Bytes>([0x80])));

function itemOfNesting(nesting: number): fc.Arbitrary<Bytes> {
  if (nesting === 0) return leaf;
  const inner = itemOfNesting(nesting - 1);
  const array = fc.array(inner, { maxLength: 4 });
  const map = fc.array(fc.tuple(key, inner), { maxLength: 4 });
  const inOrder = map.map((entries) => {
    const byKey = new Map(entries.map(([name, value]) => [Buffer.from(name).toString("hex"), [...name, ...value]]));
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  });
  const asTheyCame = map.map((entries) => entries.map(([name, value]) => [...name, ...value]));
  return fc.oneof(
    { arbitrary: leaf, weight: 30 },
    { arbitrary: collection(4, array), weight: 20 },
    { arbitrary: collection(5, seldom(inOrder, asTheyCame)), weight: 30 },
    { arbitrary: fc.tuple(argument, inner).map(([tag, item]) => [...head(6, tag, 0), ...item]), weight: 1 },
  );
}

function collection(major: number, parts: fc.Arbitrary<readonly Bytes[]>): fc.Arbitrary<Bytes> {
  return seldom(
    fc.tuple(parts, longer).map(([entries, tooLong]) => [...head(major, entries.length, tooLong), ...entries.flat()]),
    parts.map((entries) => [(major << 5) | 31, ...entries.flat(), 0xff]),
  );
}

/** Documents with a rare fault of every kind. */
export const faultyCbor: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    seldom(
      fc.constant<Bytes>([]),
      fc.tuple(argument, longer).map(([tag, l]) => head(6, tag, l)),
    ),
    itemOfNesting(5),
  )
  .map(([tag, item]) => Uint8Array.from([...tag, ...item]));

const soundDocument: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.tuple(cborValue, cborTags).map(([item, tags]) => encodeCbor(item, tags)),
  claims.map(encodeClaims),
  fc.tuple(claims, fc.uint8Array({ minLength: 4, maxLength: 4 })).map(([value, kid]) =>
    encodeCoseSign1({
      protectedHeader: encodeProtectedHeader({ alg: -8, kid }),
      payload: encodeClaims(value),
      signature: new Uint8Array(64).fill(0x5a),
    }),
  ),
  trustBundle.map(encodeTrustBundle),
);

type Mutation = { readonly kind: "set" | "insert" | "delete" | "cut"; readonly at: number; readonly byte: number };

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("set", "set", "set", "insert", "delete", "cut"),
  at: fc.nat(),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0x18, 0x19, 0x1b, 0x5f, 0x7f, 0x9f, 0xbf, 0xc0, 0xf6, 0xf9, 0xff)),
});

/** Sound documents with none to three bytes changed, inserted or lost. */
export const mutatedCbor: fc.Arbitrary<Uint8Array> = fc
  .tuple(soundDocument, fc.array(mutation, { maxLength: 3 }))
  .map(([document, mutations]) => mutations.reduce(mutated, document));

function mutated(bytes: Uint8Array, { kind, at, byte }: Mutation): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === "cut") return before;
  if (kind === "insert") return Uint8Array.of(...before, byte, ...after);
  if (kind === "delete") return Uint8Array.of(...before, ...after.subarray(1));
  return Uint8Array.of(...before, byte, ...after.subarray(1));
}
