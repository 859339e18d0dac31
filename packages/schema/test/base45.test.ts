import { decodeBase45, encodeBase45, fromHex, toHex } from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const REFUSED = { ok: false, code: "BASE45_INVALID" };

describe("encoding", () => {
  // RFC 9285 §4.3 and §4.4.
  test.each([
    ["AB", "BB8"],
    ["Hello!!", "%69 VD92EX0"],
    ["base-45", "UJCLQE7W581"],
    ["ietf!", "QED8WEX0"],
    ["", ""],
  ])("the text %j of RFC 9285 is %j", (plain, text) => {
    expect(encodeBase45(Buffer.from(plain))).toBe(text);
    expect(decodeBase45(text)).toEqual({ ok: true, value: Uint8Array.from(Buffer.from(plain)) });
  });

  test("bytes encoded and decoded are the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodeBase45(encodeBase45(bytes));
        return decoded.ok && toHex(decoded.value) === toHex(bytes);
      }),
      runs(1_000),
    );
  });

  test("every pair and every single byte has its own text", () => {
    const texts = new Set<string>();
    for (let value = 0; value < 0x1_0000; value++) texts.add(encodeBase45(Uint8Array.of(value >> 8, value & 0xff)));
    for (let value = 0; value < 0x100; value++) texts.add(encodeBase45(Uint8Array.of(value)));
    expect(texts.size).toBe(0x1_0000 + 0x100);
  });
});

describe("decoding", () => {
  test("text decoded and encoded is the same text, so that no two texts are one byte string", () => {
    const text = fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 30 });
    fc.assert(
      fc.property(text, (value) => {
        const decoded = decodeBase45(value);
        return !decoded.ok || encodeBase45(decoded.value) === value;
      }),
      runs(2_000),
    );
  });

  test("the largest group of three and of two is accepted and the next is refused", () => {
    expect(decodeBase45("FGW")).toEqual({ ok: true, value: fromHex("ffff") });
    expect(decodeBase45("GGW")).toEqual(REFUSED);
    expect(decodeBase45("U5")).toEqual({ ok: true, value: fromHex("ff") });
    expect(decodeBase45("V5")).toEqual(REFUSED);
    expect(decodeBase45(":::")).toEqual(REFUSED);
    expect(decodeBase45("::")).toEqual(REFUSED);
  });

  test("one character left over is refused", () => {
    expect(decodeBase45("0")).toEqual(REFUSED);
    expect(decodeBase45("0000")).toEqual(REFUSED);
  });

  test("a character outside the alphabet is refused at every place of a group", () => {
    const strangers = ["a", "=", "\n", "\t", "_", "\u0000", "\u007f", "\u0080", "é", "০", "😀", "\ud800"];
    for (const stranger of strangers) {
      for (const text of [`${stranger}00`, `0${stranger}0`, `00${stranger}`, `${stranger}0`, `0${stranger}`]) {
        // A stranger of two code units may make the length wrong instead: refused all the same.
        expect(decodeBase45(text), JSON.stringify(text)).toEqual(REFUSED);
      }
    }
  });

  test("exactly the 45 characters of RFC 9285 §4.2 are values", () => {
    const accepted = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit)).filter(
      (character) => decodeBase45(`${character}0`).ok,
    );
    expect(accepted.sort()).toEqual([...ALPHABET].sort());
  });
});
