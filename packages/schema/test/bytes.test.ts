import { bytesEqual, compareBytes, concatBytes, fromHex, toBase64Url, toHex } from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("hex", () => {
  test("hex is two lower-case digits a byte", () => {
    expect(toHex(Uint8Array.of(0, 1, 0x0a, 0x7f, 0xff))).toBe("00010a7fff");
    expect(toHex(new Uint8Array(0))).toBe("");
  });

  test("hex written and read is the same bytes", () => {
    fc.assert(fc.property(bytes, (value) => bytesEqual(fromHex(toHex(value)), value)));
  });

  test.each(["0", "0g", "AA", " 00", "00\n", "0x00", "00 11"])("hex %j is a caller's mistake", (text) => {
    expect(() => fromHex(text)).toThrow(TypeError);
  });
});

describe("base64url", () => {
  test("base64url agrees with the platform's for every length modulo three", () => {
    fc.assert(fc.property(bytes, (value) => toBase64Url(value) === Buffer.from(value).toString("base64url")));
  });

  test("base64url has no padding and no characters that a URL would change", () => {
    expect(toBase64Url(Uint8Array.of(0xfb, 0xff))).toBe("-_8");
    expect(toBase64Url(new Uint8Array(0))).toBe("");
  });
});

describe("order and equality", () => {
  test("byte strings are in the order of their first difference, a shorter prefix first", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => Math.sign(compareBytes(a, b)) === Buffer.compare(a, b)),
      { examples: [[Uint8Array.of(1), Uint8Array.of(1, 0)]] },
    );
  });

  test("byte strings are equal where both length and every byte are", () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => bytesEqual(a, b) === (toHex(a) === toHex(b))));
    fc.assert(fc.property(bytes, (a) => bytesEqual(a, a.slice())));
    expect(bytesEqual(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  });
});

test("concatenation keeps all parts in order and shares no memory with them", () => {
  const part = Uint8Array.of(1, 2);
  const whole = concatBytes(part, new Uint8Array(0), Uint8Array.of(3));
  part[0] = 9;
  expect(whole).toEqual(Uint8Array.of(1, 2, 3));
  expect(concatBytes()).toEqual(new Uint8Array(0));
});
