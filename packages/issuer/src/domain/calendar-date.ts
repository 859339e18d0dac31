// Calendar dates: whole days of the Gregorian calendar as "YYYY-MM-DD", which sort as text. Vaccination is recorded by the
// day, in the registry's own time zone; seconds (NumericDate) appear only where a certificate begins and ends.

/** A day as "YYYY-MM-DD". */
export type CalendarDate = string;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const SECONDS_PER_DAY = 86_400;

/** The text where it is a day that exists, written YYYY-MM-DD with ASCII digits, from 1800 to 2099; else null. */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = ISO_DATE.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const milliseconds = Date.UTC(year, Number(match[2]) - 1, Number(match[3]));
  // Date.UTC carries 30 February over into March; only a day that exists comes back unchanged.
  return year >= 1800 && year <= 2099 && isoDay(milliseconds) === text ? text : null;
}

/** Days from `earlier` to `later`; negative where the order is the other way round. Both must have been parsed. */
export function daysBetween(earlier: CalendarDate, later: CalendarDate): number {
  return (Date.parse(later) - Date.parse(earlier)) / (SECONDS_PER_DAY * 1000);
}

/** The day that a clock on the wall shows at `now` (NumericDate) in a zone this many minutes ahead of UTC. */
export function calendarDateAt(now: number, utcOffsetMinutes: number): CalendarDate {
  return isoDay((now + utcOffsetMinutes * 60) * 1000);
}

/** The NumericDate at which a day begins in a zone this many minutes ahead of UTC. The day must have been parsed. */
export function instantOfDay(day: CalendarDate, utcOffsetMinutes: number): number {
  return Date.parse(day) / 1000 - utcOffsetMinutes * 60;
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
