import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { deriveStatus } from "../../src/domain/derive-status.ts";
import type { Dose } from "../../src/domain/vaccination-record.ts";
import { DEFAULT_SCHEDULE, type VaccineSchedule } from "../../src/domain/vaccine-schedule.ts";

const TODAY = "2023-11-15";

function statusOf(doses: readonly Dose[], schedule: VaccineSchedule = DEFAULT_SCHEDULE, today = TODAY): string {
  const derived = deriveStatus({ doses }, schedule, { today });
  return derived.kind === "status" ? derived.status : derived.kind;
}

function dose(product: string, date: string): Dose {
  return { product, date };
}

const together: VaccineSchedule = { ...DEFAULT_SCHEDULE, mixedProducts: "together" };

describe("deriveStatus", () => {
  it("is not vaccinated without a dose", () => {
    expect(statusOf([])).toBe("not");
  });

  it("is partially vaccinated with one dose of two", () => {
    expect(statusOf([dose("COVISHIELD", "2021-04-02")])).toBe("partially");
  });

  it("is fully vaccinated with both doses", () => {
    expect(statusOf([dose("COVISHIELD", "2021-04-02"), dose("COVISHIELD", "2021-06-28")])).toBe("fully");
  });

  it.each(["JANSSEN", "SPUTNIK_LIGHT"])("is fully vaccinated with one dose of %s", (product) => {
    expect(statusOf([dose(product, "2021-09-01")])).toBe("fully");
  });

  it("needs three doses of a product of three", () => {
    const three = [dose("ZYCOV_D", "2021-10-01"), dose("ZYCOV_D", "2021-10-29"), dose("ZYCOV_D", "2021-11-26")];
    expect(statusOf(three.slice(0, 2))).toBe("partially");
    expect(statusOf(three)).toBe("fully");
  });

  it("counts a dose on the day of the minimum interval, and not a day sooner", () => {
    expect(statusOf([dose("COVAXIN", "2021-04-01"), dose("COVAXIN", "2021-04-28")])).toBe("partially");
    expect(statusOf([dose("COVAXIN", "2021-04-01"), dose("COVAXIN", "2021-04-29")])).toBe("fully");
  });

  it("measures the interval from the last dose that counted", () => {
    const doses = [dose("COVAXIN", "2021-04-01"), dose("COVAXIN", "2021-04-10"), dose("COVAXIN", "2021-04-30")];
    expect(statusOf(doses)).toBe("fully");
  });

  it("keeps products apart by default", () => {
    expect(statusOf([dose("COVISHIELD", "2021-06-01"), dose("COVAXIN", "2021-09-01")])).toBe("partially");
  });

  it("counts products together where the authority says so, and then needs the longest series among them", () => {
    expect(statusOf([dose("COVISHIELD", "2021-06-01"), dose("COVAXIN", "2021-09-01")], together)).toBe("fully");
    const two = [dose("ZYCOV_D", "2021-10-01"), dose("COVAXIN", "2021-11-01")];
    expect(statusOf(two, together)).toBe("partially");
    expect(statusOf([...two, dose("COVAXIN", "2021-12-01")], together)).toBe("fully");
  });

  it.each([DEFAULT_SCHEDULE, together])("is not changed by a booster of any product", (schedule) => {
    const series = [dose("COVISHIELD", "2021-04-02"), dose("COVISHIELD", "2021-06-28")];
    for (const product of Object.keys(DEFAULT_SCHEDULE.products)) {
      expect(statusOf([...series, dose(product, "2021-07-10")], schedule), product).toBe("fully");
    }
  });

  it("waits the configured days after the completing dose", () => {
    const waiting = { ...DEFAULT_SCHEDULE, daysAfterLastDose: 14 };
    const doses = [dose("COVISHIELD", "2023-01-01"), dose("COVISHIELD", "2023-11-02")];
    expect(statusOf(doses, waiting, "2023-11-15")).toBe("partially");
    expect(statusOf(doses, waiting, "2023-11-16")).toBe("fully");
    expect(statusOf([...doses, dose("COVISHIELD", "2023-11-10")], waiting, "2023-11-16")).toBe("fully");
  });

  it("leaves out doses that lie after today, and products it does not know", () => {
    expect(statusOf([dose("COVISHIELD", "2023-11-16")])).toBe("not");
    expect(statusOf([dose("SNAKE_OIL", "2021-04-02")])).toBe("not");
    expect(statusOf([dose("constructor", "2021-04-02")])).toBe("not");
  });

  it("gives no status to the deceased", () => {
    const derived = deriveStatus({ doses: [], deceasedOn: "2021-05-18" }, DEFAULT_SCHEDULE, { today: TODAY });
    expect(derived).toEqual({ kind: "deceased" });
  });

  const ranks: Record<string, number> = { not: 0, partially: 1, fully: 2 };
  const doses = fc.array(
    fc.record({
      product: fc.constantFrom(...Object.keys(DEFAULT_SCHEDULE.products)),
      date: fc
        .integer({ min: 0, max: 400 })
        .map((day) => new Date(Date.UTC(2021, 0, 16 + day)).toISOString().slice(0, 10)),
    }),
    { maxLength: 6 },
  );

  it("never falls when a dose is added, nor as days pass, where products are kept apart", () => {
    fc.assert(
      fc.property(doses, doses, fc.integer({ min: 0, max: 500 }), (some, more, days) => {
        const later = new Date(Date.UTC(2021, 0, 16 + days)).toISOString().slice(0, 10);
        expect(ranks[statusOf([...some, ...more])]).toBeGreaterThanOrEqual(ranks[statusOf(some)] as number);
        expect(ranks[statusOf(some)]).toBeGreaterThanOrEqual(ranks[statusOf(some, DEFAULT_SCHEDULE, later)] as number);
      }),
      runs(500),
    );
  });

  it("does not depend on the order of the doses", () => {
    fc.assert(
      fc.property(doses, (some) => {
        expect(statusOf(some.toReversed())).toBe(statusOf(some));
      }),
      runs(500),
    );
  });
});
