// How many doses make a series, by vaccine product. A setting of the issuing authority; the defaults follow the schedules under
// which these products were given in India: doses of the primary series, and the shortest interval then allowed.

import type { CalendarDate } from "./calendar-date.ts";

/** The primary series of one product. */
export type ProductSchedule = {
  readonly dosesRequired: number;
  /** Days from one counted dose to the next; a dose given earlier does not count. */
  readonly minimumIntervalDays: number;
};

/**
 * What doses of different products are worth. `separate`: each product's doses are counted by themselves, and one whole series
 * is needed. `together`: all doses are counted in one line, and the longest series among the products given is needed.
 */
export type MixedProductsRule = "separate" | "together";

/** Everything that status depends on besides the record and the day. */
export type VaccineSchedule = {
  readonly products: Readonly<Record<string, ProductSchedule>>;
  readonly mixedProducts: MixedProductsRule;
  /** Days from the dose that completes a series until the person counts as fully vaccinated. */
  readonly daysAfterLastDose: number;
  /** No dose can have been given before this day: an earlier one is a typing error. */
  readonly earliestDose: CalendarDate;
};

/**
 * Policy: `separate`, because India's guidance held the products of a primary series not interchangeable; an authority that
 * follows WHO's heterologous schedules sets `together`. Trials began in July 2020.
 */
export const DEFAULT_SCHEDULE: VaccineSchedule = {
  products: {
    COVISHIELD: { dosesRequired: 2, minimumIntervalDays: 28 },
    COVAXIN: { dosesRequired: 2, minimumIntervalDays: 28 },
    SPUTNIK_V: { dosesRequired: 2, minimumIntervalDays: 21 },
    SPUTNIK_LIGHT: { dosesRequired: 1, minimumIntervalDays: 0 },
    CORBEVAX: { dosesRequired: 2, minimumIntervalDays: 28 },
    COVOVAX: { dosesRequired: 2, minimumIntervalDays: 21 },
    ZYCOV_D: { dosesRequired: 3, minimumIntervalDays: 28 },
    JANSSEN: { dosesRequired: 1, minimumIntervalDays: 0 },
  },
  mixedProducts: "separate",
  daysAfterLastDose: 0,
  earliestDose: "2020-07-01",
};

/** The schedule of a product, or null where the name is not one of the table's own (never one inherited from Object). */
export function productSchedule(schedule: VaccineSchedule, product: string): ProductSchedule | null {
  return Object.hasOwn(schedule.products, product) ? (schedule.products[product] ?? null) : null;
}
