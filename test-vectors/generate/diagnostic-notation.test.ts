// Diagnostic notation against examples of RFC 8949 appendix A, and the marks of what is not deterministic (§8.1).

import { fromHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { diagnosticNotation } from "./diagnostic-notation.ts";

describe("diagnosticNotation", () => {
  it.each([
    ["00", "0"],
    ["1818", "24"],
    ["1bffffffffffffffff", "18446744073709551615"],
    ["3bffffffffffffffff", "-18446744073709551616"],
    ["3863", "-100"],
    ["40", "h''"],
    ["4401020304", "h'01020304'"],
    ["60", '""'],
    ["62225c", '"\\"\\\\"'],
    ["63e6b0b4", '"水"'],
    ["8301820203820405", "[1, [2, 3], [4, 5]]"],
    ["a26161016162820203", '{"a": 1, "b": [2, 3]}'],
    ["c11a514b67b0", "1(1363896240)"],
    ["d818456449455446", "24(h'6449455446')"],
    ["f4", "false"],
    ["f6", "null"],
    ["f7", "undefined"],
    ["f0", "simple(16)"],
    ["f8ff", "simple(255)"],
  ])("writes %s as %s", (hex, notation) => {
    expect(diagnosticNotation(fromHex(hex))).toBe(notation);
  });

  it.each([
    ["f90000", "0.0_1"],
    ["f98000", "-0.0_1"],
    ["f93e00", "1.5_1"],
    ["f90001", "5.960464477539063e-8_1"],
    ["f97c00", "Infinity_1"],
    ["f97e00", "NaN_1"],
    ["fa47c35000", "100000.0_2"],
    ["fb3ff199999999999a", "1.1_3"],
  ])("writes the float %s as %s, with its width", (hex, notation) => {
    expect(diagnosticNotation(fromHex(hex))).toBe(notation);
  });

  it.each([
    ["1800", "0_0"],
    ["1b0000000000000001", "1_3"],
    ["590000", "h''_1"],
    ["7801" + "61", '"a"_0'],
    ["980100", "[_0 0]"],
    ["b80100f5", "{_0 0: true}"],
    ["d81200", "18_0(0)"],
    ["9f01ff", "[_ 1]"],
    ["bf0001ff", "{_ 0: 1}"],
    ["5f4101ff", "(_ h'01')"],
    ["7f6161ff", '(_ "a")'],
  ])("marks what is not deterministic in %s: %s", (hex, notation) => {
    expect(diagnosticNotation(fromHex(hex))).toBe(notation);
  });

  it("escapes what nobody would see", () => {
    expect(diagnosticNotation(fromHex("67" + "e280ae" + "e2808b" + "41"))).toBe('"\\u202e\\u200bA"');
  });

  it.each([
    "",
    "18",
    "1c",
    "ff",
    "0000",
    "f800",
    "5f00ff",
    "62c0ae",
    "81",
    "5bffffffffffffffff",
    `${"81".repeat(20)}00`,
  ])("is null where the bytes %s are not well-formed, or too deep", (hex) => {
    expect(diagnosticNotation(fromHex(hex))).toBeNull();
  });
});
