// cbor.ts against two other ways to be strict: cbor2 in its dCBOR mode, and the usual alternative to a walker, cbor-x with
// a shape check and a canonical re-encoding compared byte for byte. Each must accept the same documents with the same values.

import { isDeepStrictEqual } from "node:util";
import { type CborDocument, type CborValue, decodeCbor, encodeCbor, toHex } from "@mohor/schema";
import { Encoder } from "cbor-x/index-no-eval";
import { dcborDecodeOptions, dcborEncodeOptions, decode, encode, Tag } from "cbor2";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { EFFORT, runs } from "../../../test-support/effort.ts";
import { cborTags, cborValue } from "./arbitraries.ts";
import { faultyCbor, mutatedCbor } from "./near-cbor.ts";

const BOUNDS = { maxBytes: 65_536, maxItems: 100_000 };
const MAX_NESTING = 4;

// What spec §3.3 allows, written without a look at cbor.ts.
const isArgument = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;

const isKey = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isInteger(value) && value >= -0x1_0000_0000 && value <= 0xffff_ffff
    : typeof value === "string" && Buffer.byteLength(value) <= 128 && isSoundText(value);

const isSoundText = (text: string): boolean => text.isWellFormed() && !text.includes("\uFEFF");

function isItem(value: unknown, nesting: number): value is CborValue {
  if (isKey(value) || value instanceof Uint8Array) return true;
  if (nesting === MAX_NESTING) return false;
  if (value instanceof Map) return [...value].every(([key, inner]) => isKey(key) && isItem(inner, nesting + 1));
  return Array.isArray(value) && value.every((inner) => isItem(inner, nesting + 1));
}

function byCbor2(bytes: Uint8Array): CborDocument | null {
  let decoded: unknown;
  try {
    // Which normalisation form a text has is asked where the text has a meaning, not by the decoder.
    const options = { preferMap: true, ignoreGlobalTags: true, rejectStringsNotNormalizedAs: null };
    decoded = decode(bytes, { ...dcborDecodeOptions, ...options });
  } catch {
    return null;
  }
  const tags: number[] = [];
  let item = decoded;
  while (item instanceof Tag) {
    if (!isArgument(item.tag)) return null;
    tags.push(item.tag);
    item = item.contents;
  }
  return tags.length <= MAX_NESTING && isItem(item, 0) ? { tags, item } : null;
}

const codec = new Encoder({ useRecords: false, mapsAsObjects: false, variableMapSize: true, tagUint8Array: false });

/** cbor-x gives many tags a meaning of its own, so only those of COSE are compared, and taken off beforehand. */
function byReencoding(bytes: Uint8Array): CborDocument | null {
  const tags = bytes[0] === 0xd2 ? [18] : bytes[0] === 0xd8 && bytes[1] === 0x62 ? [98] : [];
  const rest = new Uint8Array(bytes.subarray(tags.length === 0 ? 0 : tags[0] === 18 ? 1 : 2));
  fc.pre((rest[0] ?? 0) >> 5 !== 6);
  try {
    const item = codec.decode(rest);
    return isItem(item, 0) && toHex(codec.encode(sorted(item))) === toHex(rest) ? { tags, item } : null;
  } catch {
    return null;
  }
}

function sorted(item: CborValue): CborValue {
  if (item instanceof Map) {
    const entries = [...item].map(([key, value]) => [key, sorted(value)] as const);
    return new Map(entries.sort(([a], [b]) => (toHex(codec.encode(a)) < toHex(codec.encode(b)) ? -1 : 1)));
  }
  return Array.isArray(item) ? item.map(sorted) : item;
}

const compared = { accepted: 0, refused: 0 };

function agree(bytes: Uint8Array, other: (bytes: Uint8Array) => CborDocument | null): void {
  const decoded = decodeCbor(bytes, BOUNDS);
  const ours = decoded.ok ? decoded.value : null;
  const theirs = other(bytes);
  compared[ours === null ? "refused" : "accepted"]++;
  if (!isDeepStrictEqual(ours, theirs)) {
    expect.fail(
      `${toHex(bytes)}: ours ${decoded.ok ? "accepted" : decoded.code}, theirs ${theirs === null ? "refused" : "accepted"}`,
    );
  }
}

afterAll(() => {
  process.stdout.write(
    `cbor.ts compared: ${compared.accepted} documents accepted, ${compared.refused} refused by all\n`,
  );
  // Neither half may dry up: then the comparison would say nothing.
  expect(Math.min(compared.accepted, compared.refused)).toBeGreaterThan(5_000 * EFFORT);
});

describe.each([
  ["cbor2 in dCBOR mode", byCbor2],
  ["cbor-x with a canonical re-encoding", byReencoding],
])("%s", (_, other) => {
  test("accepts the same documents with a rare fault, with the same value", () => {
    fc.assert(
      fc.property(faultyCbor, (bytes) => agree(bytes, other)),
      runs(6_000),
    );
  });

  test("accepts the same sound documents with bytes changed, with the same value", () => {
    fc.assert(
      fc.property(mutatedCbor, (bytes) => agree(bytes, other)),
      runs(4_500),
    );
  });
});

test("cbor2 in dCBOR mode writes the same bytes", () => {
  fc.assert(
    fc.property(cborValue, cborTags, (item, tags) => {
      const tagged = tags.reduceRight<unknown>((inner, tag) => new Tag(tag, inner), item);
      const options = { ...dcborEncodeOptions, stringNormalization: null };
      return toHex(encode(tagged, options)) === toHex(encodeCbor(item, tags));
    }),
    runs(2_000),
  );
});
