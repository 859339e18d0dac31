// Annotated hex: every byte stands there, once and in order.

import { encodeCbor, toHex } from "@mohor/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cborTags, cborValue } from "../../packages/schema/test/arbitraries.ts";
import { runs } from "../../test-support/effort.ts";
import { annotatedHex } from "../annotated-hex.ts";

/** The hex left of the comments. */
function hexOf(annotated: string): string {
  return annotated
    .split("\n")
    .map((line) => /^[0-9a-f ]*/.exec(line)?.[0] ?? "")
    .join("")
    .replaceAll(" ", "");
}

test("holds the bytes of any document of the subset", () => {
  fc.assert(
    fc.property(cborValue, cborTags, (item, tags) => {
      const bytes = encodeCbor(item, tags);
      expect(hexOf(annotatedHex(bytes, {}))).toBe(toHex(bytes));
    }),
    runs(300),
  );
});

test("says what an item means, and looks into bytes that hold CBOR", () => {
  const bytes = encodeCbor([encodeCbor(new Map([[1, -8]])), 5]);
  const entries = new Map([[1, { name: "alg", say: "EdDSA" }]]);
  const note = { elements: [{ say: "header", embedded: { entries } }, { say: (value: number) => `${value} items` }] };
  expect(annotatedHex(bytes, note).replaceAll(/ +#/g, " #").split("\n")).toEqual([
    "82 # array of 2",
    "  43 # 3 bytes of CBOR: header",
    "    a1 # map of 1",
    "      01 # key 1: alg",
    "        27 # -8: EdDSA",
    "  05 # 5: 5 items",
  ]);
});

test.each([
  ["a float", [0xf9, 0x00, 0x00]],
  ["bytes after the item", [0x01, 0x01]],
  ["an item cut short", [0x82, 0x01]],
])("throws on %s", (_what, bytes) => {
  expect(() => annotatedHex(Uint8Array.from(bytes), {})).toThrow(TypeError);
});
