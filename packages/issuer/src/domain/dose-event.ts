// Doses that vaccination centres report one by one, and how they and the registry's rows make one record (docs/decisions/0033):
//   - A row of the registry's file is the master of identity and number. A report only adds a dose, to a person whom the registry
//     knows by the same name, birth date and number; where it knows nobody under that id, the report itself makes the record.
//   - A dose is told by its day. The same product on the same day is the same dose, whoever reports it; another product on that day
//     contradicts it, and the row's dose, or else the earlier report's, stands.
//   - A report is corrected or cancelled by its centre, under the same id, with a higher revision.
// Two ids for one person on one number are merged when the person asks (find-holder.ts), on the same evidence.

import { fromHex, sha256, toHex } from "@mohor/schema";
import { nameWords } from "./name-words.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { type Dose, type EnrolledRecord, MAX_DOSES, type VaccinationRecord } from "./vaccination-record.ts";

/** One report as it is kept. */
export type DoseEvent = {
  /** Keyed hash of centre and the id that the centre gave it, in hex. */
  readonly eventKey: string;
  readonly recordId: string;
  readonly mobileHash: string;
  /** Rises with each correction. */
  readonly revision: number;
  /** Keyed hash of everything in it but the revision. */
  readonly contentHash: string;
  /** It was a mistake: no dose was given. */
  readonly cancelled: boolean;
  readonly reportedAt: number;
  readonly person: Pick<VaccinationRecord, "fullName" | "secondName" | "birthDate">;
  /** With the centre that reported it. */
  readonly dose: Dose;
};

/** A record as its sources make it: the registry's row, if there is one, and the reports. */
export type RecordSources = { readonly row: EnrolledRecord | null; readonly events: readonly DoseEvent[] };

/** The source of a record that no row of the registry's file stands behind. */
export const SOURCE_OF_REPORTS = "VACCINATION_CENTRE";

/** What a report did. */
export type DoseOutcome = "recorded" | "corrected" | "cancelled" | "unchanged";

/** The record that the sources make; null where there are none. */
export function mergeSources({ row, events }: RecordSources): EnrolledRecord | null {
  const ordered = events.toSorted((a, b) => a.reportedAt - b.reportedAt || (a.eventKey < b.eventKey ? -1 : 1));
  const base = row ?? recordOfReports(ordered[0]);
  if (base === null || ordered.length === 0) return base;
  const doses = [...base.record.doses];
  for (const { cancelled, dose } of ordered) {
    if (!cancelled && doses.length < MAX_DOSES && !doses.some(({ date }) => date === dose.date)) doses.push(dose);
  }
  const hashes = [base.contentHash, ...ordered.map(({ contentHash }) => contentHash)];
  return {
    ...base,
    // Of hashes under a secret key, in one order: it changes when any source does.
    contentHash: toHex(sha256(fromHex(hashes.join("")))).slice(0, base.contentHash.length),
    record: { ...base.record, doses: doses.toSorted((a, b) => (a.date < b.date ? -1 : 1)) },
  };
}

function recordOfReports(first: DoseEvent | undefined): EnrolledRecord | null {
  if (first === undefined) return null;
  const { recordId, mobileHash, contentHash, person } = first;
  const record = { ...person, doses: [], source: SOURCE_OF_REPORTS };
  return { recordId, mobileHash, contentHash, revision: 0, record };
}

/**
 * What a report does to what is held: `held` is the report of the same key, `sources` are those of the person's record, the held
 * report among them. Codes, in this order: DOSE_PERSON_CHANGED (a correction names another person: cancel it and report anew),
 * DOSE_REVISION_OUTDATED, DOSE_REVISION_CONFLICT (the same revision said something else), DOSE_PERSON_MISMATCH (the id is held with
 * another name, birth date or number), DOSE_NOT_FITTING (that day has a dose of another product, the person has died before it, or
 * the record holds as many doses as it can).
 */
export function decideDose(
  event: DoseEvent,
  held: DoseEvent | null,
  sources: RecordSources,
): { readonly ok: true; readonly outcome: DoseOutcome } | Refusal {
  if (held !== null) {
    if (held.recordId !== event.recordId) return refusal("DOSE_PERSON_CHANGED");
    if (held.revision > event.revision) return refusal("DOSE_REVISION_OUTDATED");
    const isSame = held.contentHash === event.contentHash;
    if (held.revision === event.revision && !isSame) return refusal("DOSE_REVISION_CONFLICT");
    if (held.revision === event.revision) return { ok: true, outcome: "unchanged" };
  }
  const others = sources.events.filter(({ eventKey }) => eventKey !== event.eventKey);
  const known = mergeSources({ row: sources.row, events: others });
  if (known !== null && !isAbout(event, known)) return refusal("DOSE_PERSON_MISMATCH");
  const after = mergeSources({ row: sources.row, events: [...others, event] });
  // It has its place, and has taken nobody else's.
  const expected = [...(known?.record.doses ?? []), ...(event.cancelled ? [] : [event.dose])];
  if (!expected.every((dose) => holds(after?.record, dose))) return refusal("DOSE_NOT_FITTING");
  if (event.cancelled) return { ok: true, outcome: "cancelled" };
  return { ok: true, outcome: held === null ? "recorded" : "corrected" };
}

function isAbout({ mobileHash, person }: DoseEvent, known: EnrolledRecord): boolean {
  const { fullName, birthDate } = known.record;
  if (mobileHash !== known.mobileHash || folded(person.fullName) !== folded(fullName)) return false;
  if (person.birthDate === undefined || birthDate === undefined) return true;
  return person.birthDate.startsWith(birthDate) || birthDate.startsWith(person.birthDate);
}

function folded(name: string): string | undefined {
  return nameWords(name)?.join(" ");
}

function holds(record: VaccinationRecord | undefined, { product, date }: Dose): boolean {
  if (record === undefined || (record.deceasedOn !== undefined && record.deceasedOn < date)) return false;
  return record.doses.some((dose) => dose.product === product && dose.date === date);
}
