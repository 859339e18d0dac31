import { isLatinName, isSecondScriptName } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { matchName } from "../../src/domain/name-match.ts";
import { NAMES, type SpelledName } from "../../src/sample/names.ts";

const given = Object.values(NAMES).flatMap(({ women, men }) => [...women, ...men]);
const families = Object.values(NAMES).flatMap(({ families: shared, womensFamilyNames = [], mensFamilyNames = [] }) => [
  ...shared,
  ...womensFamilyNames,
  ...mensFamilyNames,
]);
const middle = Object.values(NAMES).flatMap(({ womensMiddleNames, mensMiddleNames }) => [
  ...womensMiddleNames,
  ...mensMiddleNames,
]);

function distinct(names: readonly SpelledName[]): number {
  return new Set(names.map(({ latin }) => latin)).size;
}

describe("the names of the sample", () => {
  it("are many enough", () => {
    expect(distinct(given)).toBeGreaterThanOrEqual(60);
    expect(distinct(families)).toBeGreaterThanOrEqual(40);
    for (const { women, men, families: own } of Object.values(NAMES)) {
      expect(Math.min(women.length, men.length, own.length)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each([...given, ...families, ...middle])("are spelled in three scripts, fit for a certificate: $latin", (name) => {
    expect(isLatinName(name.latin)).toBe(true);
    expect(isSecondScriptName(name.bengali)).toBe(true);
    expect(isSecondScriptName(name.devanagari)).toBe(true);
    expect(name.bengali).toMatch(/^[\u0980-\u09ff]+$/);
    expect(name.devanagari).toMatch(/^[\u0900-\u097f]+$/);
    // No letter is left half: a virama or nukta does not begin a word, and no virama ends one here.
    expect(name.bengali).not.toMatch(/^[\u09bc\u09cd]|\u09cd$/);
    expect(name.devanagari).not.toMatch(/^[\u093c\u094d]|\u094d$/);
  });

  it.each([...given, ...families, ...middle])("correspond in all three: $latin", ({ latin, bengali, devanagari }) => {
    expect(matchName(bengali, [latin])).not.toBeNull();
    expect(matchName(devanagari, [latin])).not.toBeNull();
    expect(matchName(bengali, [devanagari])).not.toBeNull();
  });

  it("of one community are told apart in every script", () => {
    const confused: string[] = [];
    for (const { women, men } of Object.values(NAMES)) {
      const all = [...women, ...men];
      for (const a of all) {
        for (const b of all) {
          if (a === b) continue;
          for (const typed of [a.latin, a.bengali, a.devanagari]) {
            if (matchName(typed, [b.latin, b.bengali, b.devanagari]) !== null) confused.push(`${typed}: ${b.latin}`);
          }
        }
      }
    }
    expect(confused).toEqual([]);
  });
});
