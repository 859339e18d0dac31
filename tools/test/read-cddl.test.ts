// The reader of CDDL: what it cannot understand it refuses, so that a grammar never checks less than it says.

import { encodeCbor } from "@mohor/schema";
import { describe, expect, test } from "vitest";
import { matchesCddl } from "../match-cddl.ts";
import { readCddl } from "../read-cddl.ts";

describe("refuses to read", () => {
  test.each([
    ["a generic rule", "a<t> = t"],
    ["an extended choice", "a = 1\na /= 2"],
    ["a float", "a = 1.5"],
    ["an unclosed map", "a = { 1 => 2"],
    ["a rule without a type", "a ="],
    ["a rule defined twice", "a = 1\na = 2"],
    ["an escaped string", 'a = "\\n"'],
    ["a range of texts", 'a = "a".."b"'],
    ["a choice of groups", "a = { 1 => 2 // 3 => 4 }"],
  ])("%s", (_what, source) => {
    expect(() => readCddl(source)).toThrow(TypeError);
  });
});

describe("refuses to match", () => {
  test.each([
    ["a name that no rule defines", "a = b"],
    ["a control operator that it does not know", "a = tstr .abnf 'x'"],
    ["a key that is no integer", 'a = { "k" => 1 }'],
    ["an entry of a map without a key", "a = { tstr }"],
  ])("%s", (_what, source) => {
    const value = source.includes("{") ? new Map([[1, 1]]) : "x";
    expect(() => matchesCddl(readCddl(source), "a", encodeCbor(value))).toThrow(TypeError);
  });
});

test("an occurrence gives back what a later element needs", () => {
  const rules = readCddl("a = [* 1, 1, ? 2, + 3]");
  const fits = (...values: number[]): boolean => matchesCddl(rules, "a", encodeCbor(values));
  expect([fits(1, 3), fits(1, 1, 1, 3), fits(1, 2, 3, 3)]).toEqual([true, true, true]);
  expect([fits(), fits(3), fits(1), fits(1, 2, 2, 3), fits(2, 3)]).toEqual([false, false, false, false, false]);
});

test("bytes that are not deterministic CBOR match nothing", () => {
  expect(matchesCddl(readCddl("a = 1"), "a", Uint8Array.of(0x18, 0x01))).toBe(false);
});
