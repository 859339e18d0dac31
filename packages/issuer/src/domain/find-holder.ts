// Who on a number is meant by a name. Called only after possession of the number is proven. One person or nobody: no answer
// tells how many others are on the number, and a name that fits two people equally well fits nobody.
//
// The registry may hold one person twice (two ids, one number). Records are taken as one person only on strong evidence: the
// same name, letter for letter after folding, and birth dates that agree. Twins with like-sounding names stay two people, and
// two records without a birth date stay two, because merging strangers would add up their doses.

import { matchName, rankOf } from "./name-match.ts";
import { nameWords } from "./name-words.ts";
import type { Dose, EnrolledRecord, RecordVersion, VaccinationRecord } from "./vaccination-record.ts";

/** The person a certificate is for. */
export type Holder = {
  /** All records of this person under the number, in order of their ids, as they were when looked at. */
  readonly basis: readonly RecordVersion[];
  /** Names and birth date of the fullest record, doses of all. */
  readonly record: VaccinationRecord;
};

/** Ranks closer than this are the same for an ear: the name fits both. */
const TELLING_DIFFERENCE = 2;

/** The one person among a number's records whom the typed name fits best, or null: nobody, or more than one. */
export function findHolder(typedName: string, records: readonly EnrolledRecord[]): Holder | null {
  const fitting = records.flatMap((enrolled) => {
    const match = matchName(typedName, spellingsOf(enrolled.record));
    return match === null ? [] : [{ enrolled, rank: rankOf(match) }];
  });
  const nearest = fitting.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY);
  const first = fitting.find(({ rank }) => rank === nearest);
  if (first === undefined) return null;
  const rivals = fitting.filter(({ rank }) => rank < nearest + TELLING_DIFFERENCE);
  if (!rivals.every(({ enrolled }) => isSamePerson(enrolled.record, first.enrolled.record))) return null;
  const same = records.filter(({ record }) => isSamePerson(record, first.enrolled.record));
  // Every one with every other: a year of birth agrees with two different days in it, which do not agree with each other.
  const agree = same.every((a) => same.every((b) => isSamePerson(a.record, b.record)));
  return agree ? merge(same) : null;
}

function spellingsOf({ fullName, secondName }: VaccinationRecord): readonly string[] {
  return secondName === undefined ? [fullName] : [fullName, secondName.fullName];
}

function isSamePerson(a: VaccinationRecord, b: VaccinationRecord): boolean {
  return a === b || (foldedName(a) === foldedName(b) && birthDatesAgree(a.birthDate, b.birthDate));
}

function foldedName({ fullName }: VaccinationRecord): string | undefined {
  return nameWords(fullName)?.join(" ");
}

/** A year agrees with every day in it. */
function birthDatesAgree(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.startsWith(b) || b.startsWith(a);
}

function merge(records: readonly EnrolledRecord[]): Holder {
  const ordered = records.toSorted(
    (a, b) => b.record.doses.length - a.record.doses.length || (a.recordId < b.recordId ? -1 : 1),
  );
  const [fullest] = ordered as [EnrolledRecord];
  const deceasedOn = ordered.map(({ record }) => record.deceasedOn).find((date) => date !== undefined);
  return {
    basis: ordered
      .map(({ recordId, contentHash }) => ({ recordId, contentHash }))
      .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1)),
    record: {
      ...fullest.record,
      doses: allDoses(ordered),
      ...(deceasedOn === undefined ? {} : { deceasedOn }),
    },
  };
}

function allDoses(records: readonly EnrolledRecord[]): readonly Dose[] {
  const doses = new Map<string, Dose>();
  for (const { record } of records) for (const dose of record.doses) doses.set(`${dose.date} ${dose.product}`, dose);
  return [...doses.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
