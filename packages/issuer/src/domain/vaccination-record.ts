// What the registry knows about one person: names, birth date and doses. It holds no telephone number and no identity-document
// number: the number is kept apart as a keyed hash (record store), the other is never asked for.

import type { CalendarDate } from "./calendar-date.ts";

/** One dose. */
export type Dose = {
  /** A product of the vaccine schedule, in its spelling. */
  readonly product: string;
  readonly date: CalendarDate;
  /** Id of the vaccination centre that reported it; none where it came with a whole row. */
  readonly centre?: string;
};

/** Doses that one row of the registry holds: three of a series and a booster. */
export const MAX_DOSES = 4;

/** One person's record. */
export type VaccinationRecord = {
  /** Latin script, fit for a certificate (spec §3.6). */
  readonly fullName: string;
  readonly secondName?: { readonly fullName: string; readonly language: string };
  /** "YYYY" or "YYYYMMDD", as on the certificate. */
  readonly birthDate?: string;
  /** Ascending by date. */
  readonly doses: readonly Dose[];
  readonly deceasedOn?: CalendarDate;
  /** Where the row came from; FICTITIOUS for made-up people. */
  readonly source: string;
};

/** A record as it stood at some moment. */
export type RecordVersion = Pick<EnrolledRecord, "recordId" | "contentHash">;

/** A record as the store keeps it: whoever holds the store alone learns neither number nor beneficiary id from these. */
export type EnrolledRecord = {
  /** Keyed hash of the beneficiary id, in hex. */
  readonly recordId: string;
  /** Keyed hash of the mobile number in E.164, in hex. */
  readonly mobileHash: string;
  /** Keyed hash of everything else in the row: equal where nothing has changed. */
  readonly contentHash: string;
  /** Rises with each correction of the row. */
  readonly revision: number;
  readonly record: VaccinationRecord;
};
