import fc from "fast-check";
import { expect, test } from "vitest";
import { textOfBytes } from "../../src/image/byte-text.ts";

test("reads UTF-8 as text, byte order mark and all", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      (text) => textOfBytes(new TextEncoder().encode(text)) === text.toWellFormed(),
    ),
  );
});

test("reads what is not UTF-8 as one character for each byte", () => {
  expect(textOfBytes(Uint8Array.of(0x41, 0xff, 0x00, 0xe9))).toBe("A\u00ff\u0000\u00e9");
  expect(textOfBytes(Uint8Array.of(0xed, 0xa0, 0x80))).toBe("\u00ed\u00a0\u0080");
});

test("makes a well-formed string of any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => textOfBytes(bytes).isWellFormed()));
});
