import { type CborValue, decodeCbor, encodeCbor, fromHex, toHex } from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { cborTags, cborText, cborValue } from "./arbitraries.ts";

const BOUNDS = { maxBytes: 65_536, maxItems: 2_048 };
const decode = (hex: string) => decodeCbor(fromHex(hex), BOUNDS);
const codeOf = (hex: string) => {
  const decoded = decode(hex);
  return decoded.ok ? "accepted" : decoded.code;
};

describe("round trip", () => {
  test("an item encoded and decoded is the same item inside the same tags", () => {
    fc.assert(
      fc.property(cborValue, cborTags, (item, tags) => {
        expect(decodeCbor(encodeCbor(item, tags), BOUNDS)).toEqual({ ok: true, value: { tags, item } });
      }),
      runs(2_000),
    );
  });

  test("what is decoded encodes to the bytes received, so that no two byte strings are one document", () => {
    const nearCbor = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .tuple(cborValue, fc.nat(), fc.nat(255))
        .map(([item, at, byte]) => encodeCbor(item).map((old, i, all) => (i === at % all.length ? byte : old))),
    );
    fc.assert(
      fc.property(nearCbor, (bytes) => {
        const decoded = decodeCbor(bytes, BOUNDS);
        return !decoded.ok || toHex(encodeCbor(decoded.value.item, decoded.value.tags)) === toHex(bytes);
      }),
      runs(5_000),
    );
  });

  test("what is decoded shares no memory with what was received, be it a Buffer or not", () => {
    for (const received of [fromHex("8243010203a10141ff"), Buffer.from("8243010203a10141ff", "hex")]) {
      const decoded = decodeCbor(received, BOUNDS);
      received.fill(0);
      expect(decoded).toEqual({
        ok: true,
        value: { tags: [], item: [fromHex("010203"), new Map([[1, fromHex("ff")]])] },
      });
      const [bytes] = (decoded.ok ? decoded.value.item : []) as readonly CborValue[];
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    }
  });

  test("decoding ends with a value or a code on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const decoded = decodeCbor(bytes, BOUNDS);
        return decoded.ok || decoded.code.startsWith("CBOR_");
      }),
      runs(5_000),
    );
  });
});

describe("encoding", () => {
  test.each<[CborValue, string]>([
    [0, "00"],
    [23, "17"],
    [24, "1818"],
    [255, "18ff"],
    [256, "190100"],
    [65_535, "19ffff"],
    [65_536, "1a00010000"],
    [0x8000_0000, "1a80000000"],
    [0xffff_ffff, "1affffffff"],
    [-1, "20"],
    [-24, "37"],
    [-25, "3818"],
    [-256, "38ff"],
    [-257, "390100"],
    [-65_537, "3a00010000"],
    [-0x8000_0001, "3a80000000"],
    [-0x1_0000_0000, "3affffffff"],
    [-0, "00"],
    ["", "60"],
    ["é", "62c3a9"],
    [fromHex("00ff"), "4200ff"],
    [Buffer.from("00ff", "hex"), "4200ff"],
    [[], "80"],
    [new Map(), "a0"],
    [[1, [2], new Map([[1, 2]])], "83018102a10102"],
  ])("%j is written in the shortest form %s", (item, hex) => {
    expect(toHex(encodeCbor(item))).toBe(hex);
  });

  test("map keys stand in the bytewise order of their encodings, inside maps and arrays too", () => {
    const keys = ["aa", "b", -1, 24, 3, -65_537, 169, ""];
    const shuffled = new Map(keys.map((key) => [key, 0] as const));
    const inOrder = "a8" + "0300" + "181800" + "18a900" + "2000" + "3a0001000000" + "6000" + "616200" + "62616100";
    expect(toHex(encodeCbor(shuffled))).toBe(inOrder);
    expect(toHex(encodeCbor([new Map([[1, shuffled]])]))).toBe(`81a101${inOrder}`);
  });

  test.each([
    [0, "c001"],
    [23, "d701"],
    [24, "d81801"],
    [255, "d8ff01"],
    [256, "d9010001"],
    [0xffff_ffff, "daffffffff01"],
  ])("the tag %d has the shortest head", (tag, hex) => {
    expect(toHex(encodeCbor(1, [tag]))).toBe(hex);
  });

  const deep = [[[[[]]]]];
  test.each<[string, unknown, number[]]>([
    ["a fraction", 1.5, []],
    ["a number above 32 bits", 0x1_0000_0000, []],
    ["a number below 32 bits", -0x1_0000_0001, []],
    ["no number", Number.NaN, []],
    ["infinity", Number.POSITIVE_INFINITY, []],
    ["a big integer", 1n, []],
    ["true", true, []],
    ["null", null, []],
    ["undefined", undefined, []],
    ["a plain object", { a: 1 }, []],
    ["a date", new Date(0), []],
    ["a fraction as a map key", new Map([[1.5, 0]]), []],
    ["a byte string as a map key", new Map([[fromHex("00"), 0]]), []],
    ["a fraction inside a map", new Map([[1, 1.5]]), []],
    ["text with half a surrogate pair", "\ud800", []],
    ["text with a byte order mark", "\uFEFFa", []],
    ["text of 129 bytes", "a".repeat(129), []],
    ["five arrays inside one another", deep, []],
    ["five tags", 1, [1, 2, 3, 4, 5]],
    ["a negative tag", 1, [-1]],
    ["a fractional tag", 1, [1.5]],
    ["a tag above 32 bits", 1, [0x1_0000_0000]],
  ])("%s is a caller's mistake", (_, item, tags) => {
    expect(() => encodeCbor(item as CborValue, tags)).toThrow(TypeError);
  });
});

describe("decoding refuses", () => {
  test.each([
    ["nothing at all", ""],
    ["a head without its argument", "18"],
    ["a head with half its argument", "1901"],
    ["a tag without an item", "d2"],
    ["a tag without its argument", "d8"],
    ["bytes that end early", "4401"],
    ["text that ends early", "6261"],
    ["an array that ends early", "8201"],
    ["a map that ends inside a pair", "a101"],
    ["a map that ends before a key", "a20102"],
    ["something after the item", "0000"],
    ["a second document", "80a0"],
    ["reserved additional information 28", "1c"],
    ["reserved additional information 29 in a tag", "dd00"],
    ["reserved additional information 30 in a string", "5e"],
    ["reserved simple value 28", "fc"],
    ["an indefinite length for an integer", "1f"],
    ["an indefinite length for a tag", "df00"],
    ["a break outside", "ff"],
    ["a simple value below 32 in two bytes", "f818"],
    ["a simple value without its byte", "f8"],
    ["a half float that ends early", "f900"],
    ["a double that ends early", "fb00000000000000"],
    ["a lone continuation byte", "6180"],
    ["an overlong slash", "62c0af"],
    ["a surrogate in UTF-8", "63eda080"],
    ["a code point above the last", "64f4908080"],
    ["a character cut in two", "61c3"],
  ])("%s as malformed", (_, hex) => {
    expect(codeOf(hex)).toBe("CBOR_MALFORMED");
  });

  test.each([
    ["23 in two bytes", "1817"],
    ["255 in three bytes", "1900ff"],
    ["65,535 in five bytes", "1a0000ffff"],
    ["4,294,967,295 in nine bytes", "1b00000000ffffffff"],
    ["-1 in two bytes", "3800"],
    ["a longer head of bytes", "580100"],
    ["a longer head of text", "780161"],
    ["a longer head of an array", "9800"],
    ["a longer head of a map", "b800"],
    ["a longer head of a tag", "d81200"],
    ["bytes of indefinite length", "5f4100ff"],
    ["text of indefinite length", "7f6161ff"],
    ["an array of indefinite length", "9fff"],
    ["a map of indefinite length", "bfff"],
    ["a repeated key", "a201000100"],
    ["descending keys", "a202000100"],
    ["a shorter text key after a longer one", "a262616100616100"],
    ["a text key before an integer", "a26161000100"],
    ["a byte order mark in front", "63efbbbf"],
    ["a byte order mark inside", "6561efbbbf62"],
  ])("%s as not deterministic", (_, hex) => {
    expect(codeOf(hex)).toBe("CBOR_NOT_DETERMINISTIC");
  });

  test.each([
    ["false", "f4"],
    ["null", "f6"],
    ["undefined", "f7"],
    ["the simple value 0", "e0"],
    ["the simple value 32", "f820"],
    ["a half float", "f93c00"],
    ["a single float", "fa3f800000"],
    ["a double", "fb3ff0000000000000"],
    ["a tag inside", "81c000"],
    ["a tag as a map value", "a100c000"],
    ["a shared reference", "82d81c80d81d00"],
    ["a byte string as a key", "a1410000"],
    ["an array as a key", "a18000"],
    ["a map as a key", "a1a000"],
    ["a simple value as a key", "a1f500"],
    ["a tag as a key", "a1c00000"],
  ])("%s as a type of another format", (_, hex) => {
    expect(codeOf(hex)).toBe("CBOR_TYPE_NOT_ALLOWED");
  });

  test.each([
    ["an integer above 32 bits", "1b0000000100000000"],
    ["an integer below 32 bits", "3b0000000100000000"],
    ["bytes said to be longer than 32 bits can say", "5b7fffffffffffffff"],
    ["an array said to be longer than 32 bits can say", "9bffffffffffffffff"],
    ["five arrays inside one another", "8181818180"],
    ["five maps inside one another", "a100a100a100a100a0"],
    ["five tags", "c0c0c0c0c000"],
    ["text of 129 bytes", `7881${"61".repeat(129)}`],
    ["text said to be longer than 128 bytes, though nothing follows", "7881"],
  ])("%s as too much", (_, hex) => {
    expect(codeOf(hex)).toBe("CBOR_LIMIT_EXCEEDED");
  });

  test("the departure that comes first from the left, whatever follows", () => {
    expect(codeOf("82f400001817")).toBe("CBOR_TYPE_NOT_ALLOWED");
    expect(codeOf("821817f4")).toBe("CBOR_NOT_DETERMINISTIC");
    expect(codeOf("8218f4")).toBe("CBOR_MALFORMED");
    expect(codeOf("82811817ff")).toBe("CBOR_NOT_DETERMINISTIC");
    expect(codeOf("a2010002f4")).toBe("CBOR_TYPE_NOT_ALLOWED");
    expect(codeOf("a102811817")).toBe("CBOR_NOT_DETERMINISTIC");
    // A tag in more bytes than it needs, and something malformed in it; the same where no tag may stand.
    expect(codeOf("d8171c")).toBe("CBOR_NOT_DETERMINISTIC");
    expect(codeOf("81d81700")).toBe("CBOR_NOT_DETERMINISTIC");
    // A byte string as a key, and what would be the next key malformed.
    expect(codeOf("a241001c")).toBe("CBOR_TYPE_NOT_ALLOWED");
    // A text that ends early holds a byte order mark.
    expect(codeOf("64efbbbf")).toBe("CBOR_MALFORMED");
    // The bytes end before the items are too many.
    for (const hex of ["8219ff", "824401"])
      expect(decodeCbor(fromHex(hex), { maxBytes: 100, maxItems: 2 }), hex).toEqual({
        ok: false,
        code: "CBOR_MALFORMED",
      });
  });

  test("text of 129 bytes, and not of 128", () => {
    expect(codeOf(`7880${"61".repeat(128)}`)).toBe("accepted");
    expect(codeOf(`7881${"61".repeat(129)}`)).toBe("CBOR_LIMIT_EXCEEDED");
  });

  test("strings said to be longer than what follows, without reserving their length", () => {
    expect(codeOf("5affffffff00")).toBe("CBOR_MALFORMED");
    expect(codeOf("9affffffff")).toBe("CBOR_MALFORMED");
    expect(codeOf("baffffffff")).toBe("CBOR_MALFORMED");
  });
});

describe("bounds given by the caller", () => {
  test("a document of as many bytes as allowed is accepted, one more is refused", () => {
    const document = fromHex("43000000");
    expect(decodeCbor(document, { maxBytes: 4, maxItems: 1 }).ok).toBe(true);
    expect(decodeCbor(document, { maxBytes: 3, maxItems: 1 })).toEqual({ ok: false, code: "CBOR_LIMIT_EXCEEDED" });
  });

  test.each([
    ["a tag, an array, a map and integers", "c08201a10203", 6, 5],
    ["a simple value", "8201f4", 3, 2],
  ])("each head counts as one item: %s", (_, hex, enough, tooFew) => {
    const bounds = (maxItems: number) => ({ maxBytes: 100, maxItems });
    const code = (maxItems: number) => {
      const decoded = decodeCbor(fromHex(hex), bounds(maxItems));
      return decoded.ok ? "accepted" : decoded.code;
    };
    expect(code(enough)).not.toBe("CBOR_LIMIT_EXCEEDED");
    expect(code(tooFew)).toBe("CBOR_LIMIT_EXCEEDED");
  });

  test("every document is refused with one item less than it has", () => {
    fc.assert(
      fc.property(cborValue, cborTags, (item, tags) => {
        const bytes = encodeCbor(item, tags);
        const count = tags.length + itemsOf(item);
        return (
          decodeCbor(bytes, { maxBytes: bytes.length, maxItems: count }).ok &&
          !decodeCbor(bytes, { maxBytes: bytes.length, maxItems: count - 1 }).ok
        );
      }),
    );
  });
});

test("text comes out as it went in, in every script and whether composed or not", () => {
  fc.assert(
    fc.property(cborText, (text) => {
      expect(decodeCbor(encodeCbor(text), BOUNDS)).toEqual({ ok: true, value: { tags: [], item: text } });
    }),
    runs(1_000),
  );
});

function itemsOf(item: CborValue): number {
  if (item instanceof Map) return [...item].reduce((sum, [key, value]) => sum + itemsOf(key) + itemsOf(value), 1);
  if (Array.isArray(item)) return item.reduce((sum: number, element: CborValue) => sum + itemsOf(element), 1);
  return 1;
}
