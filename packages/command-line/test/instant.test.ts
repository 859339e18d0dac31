import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "../src/index.ts";

describe("parseInstant", () => {
  it.each([
    ["1970-01-01", 0],
    ["2026-11-23T10:00:00Z", 1_795_428_000],
    ["2026-11-23T10:00Z", 1_795_428_000],
    ["2026-11-23T10:00:00.999Z", 1_795_428_000],
    ["2026-11-23T15:30:00+05:30", 1_795_428_000],
    ["2024-02-29", 1_709_164_800],
  ])("reads %s", (text, numericDate) => {
    expect(parseInstant(text)).toBe(numericDate);
  });

  it.each([
    "",
    "tomorrow",
    "2026-11-23T10:00:00",
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-11-23T25:00Z",
    "2026-11-23 10:00Z",
    "1969-12-31",
    "20261123",
    " 2026-11-23",
    "1790000000",
  ])("refuses %j", (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

it("formatInstant writes what parseInstant reads", () => {
  for (const numericDate of [0, 1_790_000_000, 4_294_967_295]) {
    expect(parseInstant(formatInstant(numericDate))).toBe(numericDate);
  }
});
