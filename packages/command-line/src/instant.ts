// Times on the command line: ISO 8601 in, NumericDate (RFC 8392 §2: whole seconds since 1970 in UTC) inside, ISO 8601 out.

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
