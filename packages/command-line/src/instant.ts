// Times on the command line: ISO 8601 in, NumericDate (RFC 8392 §2: whole seconds since 1970 in UTC) inside, ISO 8601 out.

import type { Language } from "@mohor/schema/texts";

const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * The NumericDate of an ISO 8601 time, or null. A date alone is midnight UTC; a time of day needs `Z` or an offset (fractions of a second are dropped), because
 * the machine's own zone must not change a verdict. A day that the calendar does not have is refused.
 */
export function parseInstant(text: string): number | null {
  if (!ISO_8601.test(text)) return null;
  const milliseconds = Date.parse(text);
  // Date.parse rolls 31 April over to 1 May: the day has to come back as it went in.
  const day = Date.parse(text.slice(0, 10));
  const isCalendarDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text.slice(0, 10));
  return isCalendarDay && milliseconds >= 0 ? Math.floor(milliseconds / 1000) : null;
}

/** ISO 8601 in UTC, to the second. */
export function formatInstant(numericDate: number): string {
  return new Date(numericDate * 1000).toISOString().replace(".000Z", "Z");
}

/** Date and time as a person reads them, in the machine's time zone, which is named. Never parsed again. */
export function instantForPeople(numericDate: number, language: Language): string {
  const locale = `${language}-IN`;
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
  // Two formats, because the joint one puts words between date and time that no one says.
  const time = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const milliseconds = numericDate * 1000;
  return `${date.format(milliseconds)}, ${time.format(milliseconds)}`;
}
