import { describe, expect, it } from "vitest";
import { calendarDateAt, daysBetween, parseCalendarDate } from "../../src/domain/calendar-date.ts";

describe("parseCalendarDate", () => {
  it.each(["2021-04-02", "2020-02-29", "2000-02-29", "1800-01-01", "2099-12-31"])("reads %s", (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  it.each([
    ["a day that does not exist", "2021-02-30"],
    ["29 February of a common year", "2021-02-29"],
    ["29 February of 1900", "1900-02-29"],
    ["month 0", "2021-00-10"],
    ["month 13", "2021-13-10"],
    ["day 0", "2021-01-00"],
    ["day first", "02-04-2021"],
    ["a time", "2021-04-02T00:00:00Z"],
    ["one digit", "2021-4-2"],
    ["Bengali digits", "২০২১-০৪-০২"],
    ["a year before 1800", "1799-12-31"],
    ["a year after 2099", "2100-01-01"],
    ["nothing", ""],
  ])("refuses %s", (_what, text) => {
    expect(parseCalendarDate(text)).toBeNull();
  });
});

describe("daysBetween", () => {
  it("counts whole days across leap years and months", () => {
    expect(daysBetween("2020-02-28", "2020-03-01")).toBe(2);
    expect(daysBetween("2021-02-28", "2021-03-01")).toBe(1);
    expect(daysBetween("2021-06-28", "2021-04-02")).toBe(-87);
  });
});

describe("calendarDateAt", () => {
  it("turns the day at midnight of the zone, not of UTC", () => {
    const midnightInIndia = Date.UTC(2021, 3, 1, 18, 30) / 1000;
    expect(calendarDateAt(midnightInIndia - 1, 330)).toBe("2021-04-01");
    expect(calendarDateAt(midnightInIndia, 330)).toBe("2021-04-02");
    expect(calendarDateAt(midnightInIndia, 0)).toBe("2021-04-01");
  });
});
