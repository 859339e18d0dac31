// The specification agrees with the code, and the check that says so notices each kind of departure.

import { describe, expect, test } from "vitest";
import { checkSpec, type SpecSources, specSources, writeBlocks } from "../check-spec.ts";

const SOURCES = specSources();

/** The problems that one change in one source brings; the change must be one. */
function problemsOf(source: keyof SpecSources, from: string | RegExp, to: string): string[] {
  const changed = SOURCES[source].replace(from, to);
  expect(changed).not.toBe(SOURCES[source]);
  return checkSpec({ ...SOURCES, [source]: changed });
}

test("the specification agrees with the code", () => {
  expect(checkSpec()).toEqual([]);
});

describe("the check notices", () => {
  test.each([
    ["one hex digit of the example", "spec", /(d28449a20127)/, "d28449a20128"],
    ["one character of the example's QR text", "spec", "\nMQ1:", "\nMQ1:0"],
    ["a generated block that is gone", "spec", "<!-- begin generated: codes -->", ""],
    ["a bound's derivation", "limits", "/** Keys in a trust bundle:", "/** Keys:"],
    ["a step's title", "spec", "### 6.7 Signature", "### 6.7 Signatures"],
    ["a step's title in the code", "verify", "// 7. Signature:", "// 7. Signatures:"],
    ["a step that is missing from the code", "verify", /\/\/ 9\. /, "// "],
    ["a step's name", "spec", "Step `dates`", "Step `date`"],
    ["a code that its section does not mention", "spec", /`KEY_RETIRED`\.\n/, "refused.\n"],
    ["a code that does not exist", "spec", "`KEY_REVOKED`", "`KEY_REVOCED`"],
    ["a section that a code names and that is not there", "spec", "### 6.10 Key state", "### 6.12 Key state"],
    ["a bound's value in the text", "spec", "`MAX_TOKEN_ITEMS` (64)", "`MAX_TOKEN_ITEMS` (65)"],
    ["a bound that the text does not mention", "spec", /`MAX_ROOT_KEYS` \(16\)/g, "16"],
    ["a bound that does not exist", "spec", "`MAX_TEXT_BYTES` (128)", "`MAX_TEXT_LENGTH` (128)"],
    ["a letter of Latin names", "spec", "U+00C0-00D6", "U+00C0-00D7"],
    ["a joiner of Latin names", "spec", /(joiners of a Latin name:.*) U\+2019/, "$1"],
    ["a letter of second-script names", "spec", "U+0606-061B", "U+0605-061B"],
    ["a point of small order", "spec", "26e8958fc2b227b0", "26e8958fc2b227b1"],
    ["a reference to a section that is not there", "spec", "(§4.1)", "(§4.99)"],
    ["a grammar that the example does not fit", "cddl", "kid = bstr .size 4", "kid = bstr .size 5"],
  ] as const)("%s", (_what, source, from, to) => {
    expect(problemsOf(source, from, to)).not.toEqual([]);
  });
});

test("a bound that is not the number in its source stops the check", () => {
  expect(() => problemsOf("limits", "MAX_TRUSTED_KEYS = 64", "MAX_TRUSTED_KEYS = 65")).toThrow(TypeError);
  expect(() => problemsOf("limits", "MAX_TRUSTED_KEYS = 64", "MAX_TRUSTED_KEYS = 8 * 8")).toThrow(TypeError);
});

test("a bound without a derivation stops the check", () => {
  expect(() => problemsOf("limits", /\/\*\* Keys in a trust bundle:[^\n]*\n/, "")).toThrow(TypeError);
});

test("a damaged block is written as the code makes it, and nothing else changes", () => {
  const damaged = SOURCES.spec.replace(/\nMQ1:.*\n/, "\n");
  expect(damaged).not.toBe(SOURCES.spec);
  expect(writeBlocks(damaged, SOURCES.limits)).toBe(SOURCES.spec);
  expect(writeBlocks(SOURCES.spec, SOURCES.limits)).toBe(SOURCES.spec);
});
