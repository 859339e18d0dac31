// Record and schedule to status: not, partially or fully vaccinated on a day. Pure counting, no judgement:
//   1. Only doses given by `today`, of a product in the schedule, are looked at, in order of date.
//   2. A dose counts when it comes at least the product's minimum interval after the last dose counted in the same line.
//      A line is one product (`separate`) or all of them (`together`).
//   3. A line is complete as soon as its counted doses reach the number required; where they are of several products, the
//      longest series among them decides. Doses after that, boosters, change nothing.
//   4. Fully: some line is complete, and `daysAfterLastDose` days have passed since the dose that completed it.
//      Partially: at least one dose counts. Not: none does.
//   5. A person recorded as deceased has no status: nobody may hold a certificate in that name.

import type { VaccinationStatus } from "@mohor/schema";
import { type CalendarDate, daysBetween } from "./calendar-date.ts";
import type { Dose, VaccinationRecord } from "./vaccination-record.ts";
import { productSchedule, type VaccineSchedule } from "./vaccine-schedule.ts";

/** The status on a day, or that there is none. */
export type DerivedStatus =
  | { readonly kind: "status"; readonly status: VaccinationStatus }
  | { readonly kind: "deceased" };

/** The status of a record on the day `today`. The record must have been enrolled: its dates are sound. */
export function deriveStatus(
  record: Pick<VaccinationRecord, "doses" | "deceasedOn">,
  schedule: VaccineSchedule,
  { today }: { today: CalendarDate },
): DerivedStatus {
  if (record.deceasedOn !== undefined) return { kind: "deceased" };
  const given = record.doses
    .filter(({ product, date }) => date <= today && productSchedule(schedule, product) !== null)
    .toSorted((a, b) => daysBetween(b.date, a.date));
  const lines = linesOf(given, schedule).map((line) => countLine(line, schedule));
  const isFully = lines.some(
    ({ completedOn }) => completedOn !== null && daysBetween(completedOn, today) >= schedule.daysAfterLastDose,
  );
  if (isFully) return { kind: "status", status: "fully" };
  return { kind: "status", status: lines.some(({ counted }) => counted > 0) ? "partially" : "not" };
}

function linesOf(given: readonly Dose[], schedule: VaccineSchedule): readonly (readonly Dose[])[] {
  if (schedule.mixedProducts === "together") return [given];
  const products = [...new Set(given.map(({ product }) => product))];
  return products.map((product) => given.filter((dose) => dose.product === product));
}

function countLine(
  line: readonly Dose[],
  schedule: VaccineSchedule,
): { readonly counted: number; readonly completedOn: CalendarDate | null } {
  let counted = 0;
  let required = 0;
  let last: CalendarDate | null = null;
  for (const { product, date } of line) {
    const series = productSchedule(schedule, product);
    if (series === null || (last !== null && daysBetween(last, date) < series.minimumIntervalDays)) continue;
    counted++;
    last = date;
    // Of the products counted so far, not of all: a booster of a longer series must not undo a complete one.
    required = Math.max(required, series.dosesRequired);
    if (counted >= required) return { counted, completedOn: last };
  }
  return { counted, completedOn: null };
}
