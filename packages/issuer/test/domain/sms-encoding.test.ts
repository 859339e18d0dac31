import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { smsSizeOf } from "../../src/domain/sms-encoding.ts";

describe("smsSizeOf", () => {
  it.each([
    ["", "gsm-7", 0, 1],
    ["a".repeat(160), "gsm-7", 160, 1],
    ["a".repeat(161), "gsm-7", 161, 2],
    ["a".repeat(306), "gsm-7", 306, 2],
    ["a".repeat(307), "gsm-7", 307, 3],
    ["@£\n_ΩÇà", "gsm-7", 7, 1],
    ["[€]", "gsm-7", 6, 1],
    // The escape and its character stay together: the part ends one septet early.
    [`${"a".repeat(152)}€${"a".repeat(152)}`, "gsm-7", 306, 3],
    ["`", "ucs-2", 1, 1],
    ["ক".repeat(70), "ucs-2", 70, 1],
    ["ক".repeat(71), "ucs-2", 71, 2],
    ["ক".repeat(134), "ucs-2", 134, 2],
    ["ক".repeat(135), "ucs-2", 135, 3],
    [`${"ক".repeat(66)}😀${"ক".repeat(66)}`, "ucs-2", 134, 3],
  ])("counts %j", (text, encoding, units, parts) => {
    expect(smsSizeOf(text)).toEqual({ encoding, units, parts });
  });

  it("never counts a longer text as less", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string({ unit: "grapheme" }), (text, more) => {
        const [short, long] = [smsSizeOf(text), smsSizeOf(text + more)];
        expect(long.parts).toBeGreaterThanOrEqual(short.parts);
      }),
      runs(200),
    );
  });
});
