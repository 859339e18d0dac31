// Dates as they stand on paper: in the authority's own zone, wherever the service runs.

import type { Language } from "@mohor/schema/texts";

/** Day and time of a NumericDate, `utcOffsetMinutes` ahead of UTC. */
export function dateOnPaper(
  numericDate: number,
  { language, utcOffsetMinutes }: { readonly language: Language; readonly utcOffsetMinutes: number },
): string {
  const sign = utcOffsetMinutes < 0 ? "-" : "+";
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = Math.abs(utcOffsetMinutes);
  const timeZone = `${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
  const options = { timeZone } as const;
  const date = new Intl.DateTimeFormat(`${language}-IN`, {
    ...options,
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const time = new Intl.DateTimeFormat(`${language}-IN`, {
    ...options,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const milliseconds = numericDate * 1000;
  return `${date.format(milliseconds)}, ${time.format(milliseconds)}`;
}
