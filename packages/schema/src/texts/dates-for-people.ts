// Times as people read them, on a command line as on a screen.

import type { Language } from "./language-texts.ts";

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

/** A certificate's birth date, "YYYY" or "YYYYMMDD", as "1987" or "1987-11-04". */
export function birthDateForPeople(birthDate: string): string {
  return birthDate.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
}
