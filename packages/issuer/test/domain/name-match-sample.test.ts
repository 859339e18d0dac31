// The bound of name matching, counted over the families of the sample: each person's name as people write it against their own
// record, and against every other record on the same telephone.

import { describe, expect, it } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { findHolder } from "../../src/domain/find-holder.ts";
import { matchName } from "../../src/domain/name-match.ts";
import { nameWords } from "../../src/domain/name-words.ts";
import type { EnrolledRecord } from "../../src/domain/vaccination-record.ts";
import type { SampleHousehold, SamplePerson } from "../../src/sample/households.ts";
import { sampleHouseholds } from "../../src/sample/sample-registry.ts";

const HOUSEHOLDS = Math.ceil(300 * EFFORT);

/** Ways to write a whole name, and two that leave something out. */
const WHOLE = {
  "in capitals": ({ name }: SamplePerson) => name.latin.toUpperCase(),
  "in another order": ({ name }: SamplePerson) => name.latin.split(" ").toReversed().join(" "),
  "in Bengali": ({ name }: SamplePerson) => name.bengali,
  "in Devanagari": ({ name }: SamplePerson) => name.devanagari,
};
const SHORT = {
  "with its first part abbreviated": ({ name }: SamplePerson) => name.latin.replace(/^(.)\S*/, "$1."),
  "without a middle name": ({ name }: SamplePerson) => name.latin.replace(/ .* /, " "),
};

function households(): SampleHousehold[] {
  const all: SampleHousehold[] = [];
  for (const household of sampleHouseholds()) {
    if (all.push(household) === HOUSEHOLDS) break;
  }
  return all;
}

/** The Latin name alone, as most registries have it: then the other scripts must be matched by ear. */
function recordOf({ name }: SamplePerson, place: number): EnrolledRecord {
  const recordId = String(place).padStart(32, "0");
  return {
    recordId,
    mobileHash: "0".repeat(32),
    contentHash: recordId,
    revision: 1,
    record: { fullName: name.latin, doses: [], source: "FICTITIOUS" },
  };
}

function wordsOf(person: SamplePerson): readonly string[] {
  return nameWords(person.name.latin) ?? [];
}

/** Whether one name is the other with some words left out. */
function differByWordsLeftOut(a: SamplePerson, b: SamplePerson): boolean {
  const [shorter, longer] = [wordsOf(a), wordsOf(b)].toSorted((x, y) => x.length - y.length) as [string[], string[]];
  return shorter.every((word) => longer.includes(word));
}

/** Of Latin letters the sample has one pair that sounds alike. */
function soundOfFirst(name: string): string {
  return name.charAt(0).replace("V", "B");
}

describe("name matching over the sample's families", () => {
  it("accepts every own name, whole or abbreviated, and never gives one person's record for another's whole name", () => {
    const counts = { own: 0, refused: 0, wrong: 0 };
    for (const { members } of households()) {
      const records = members.map(recordOf);
      for (const [place, person] of members.entries()) {
        for (const write of Object.values({ ...WHOLE, ...SHORT })) {
          counts.own++;
          if (matchName(write(person), [person.name.latin]) === null) counts.refused++;
        }
        for (const write of Object.values(WHOLE)) {
          const basis = findHolder(write(person), records)?.basis[0];
          if (basis?.recordId !== records[place]?.recordId) counts.wrong++;
        }
      }
    }
    process.stdout.write(`name matching, own name: ${JSON.stringify(counts)}\n`);
    expect(counts).toEqual({ own: expect.any(Number), refused: 0, wrong: 0 });
    expect(counts.own).toBeGreaterThan(4_500);
  });

  it("takes nobody's whole name for another's on the same telephone, but for a word left out", () => {
    const counts = { others: 0, accepted: 0, unexplained: 0 };
    for (const { members } of households()) {
      for (const typed of members) {
        for (const held of members) {
          if (held === typed) continue;
          for (const write of Object.values(WHOLE)) {
            counts.others++;
            if (matchName(write(typed), [held.name.latin]) === null) continue;
            counts.accepted++;
            if (!differByWordsLeftOut(typed, held)) counts.unexplained++;
          }
        }
      }
    }
    process.stdout.write(`name matching, another's name: ${JSON.stringify(counts)}\n`);
    expect(counts.unexplained).toBe(0);
    expect(counts.others).toBeGreaterThan(7_500);
    expect(counts.accepted / counts.others).toBeLessThan(0.03);
  });

  it("takes an abbreviated name for another's only where both begin with the same letter or sound", () => {
    for (const { members } of households()) {
      for (const typed of members) {
        for (const held of members) {
          const abbreviated = SHORT["with its first part abbreviated"](typed);
          if (held === typed || matchName(abbreviated, [held.name.latin]) === null) continue;
          expect(soundOfFirst(held.name.latin)).toBe(soundOfFirst(abbreviated));
        }
      }
    }
  });
});
