import { createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { createRowCipher } from "../../src/adapters/row-cipher.ts";

const keys = new Map([1, 2].map((number) => [number, createSecretKey(Buffer.alloc(32, number))]));
const cipher = createRowCipher(keys, 1);

describe("a row cipher", () => {
  it("opens what it sealed, for the same table and row", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, rowId) => {
        expect(cipher.open("record", rowId, cipher.seal("record", rowId, text))).toBe(text.toWellFormed());
      }),
      runs(200),
    );
  });

  it("seals the same text differently each time", () => {
    expect(cipher.seal("record", "r1", "text")).not.toEqual(cipher.seal("record", "r1", "text"));
  });

  it("does not open what belongs to another row or table", () => {
    const sealed = cipher.seal("record", "r1", "text");
    for (const [table, row] of [
      ["record", "r2"],
      ["certificate", "r1"],
    ] as const) {
      expect(() => cipher.open(table, row, sealed)).toThrow(expect.objectContaining({ code: "STORE_UNAVAILABLE" }));
    }
  });

  it("does not open what was changed in any bit, or cut short", () => {
    const sealed = cipher.seal("record", "r1", "text");
    for (let bit = 8; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => cipher.open("record", "r1", changed)).toThrow(
        expect.objectContaining({ code: "STORE_UNAVAILABLE" }),
      );
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => cipher.open("record", "r1", sealed.subarray(0, length))).toThrow();
    }
  });

  it("opens with the key it was sealed under, and says when that key is not held", () => {
    const newer = createRowCipher(keys, 2);
    expect(newer.open("record", "r1", cipher.seal("record", "r1", "text"))).toBe("text");
    const without = createRowCipher(new Map([[2, keys.get(2) as NonNullable<ReturnType<typeof keys.get>>]]), 2);
    const unknown = expect.objectContaining({ code: "SECRET_UNKNOWN" });
    expect(() => without.open("record", "r1", cipher.seal("record", "r1", "text"))).toThrow(unknown);
    expect(() => createRowCipher(keys, 3)).toThrow(unknown);
  });
});
