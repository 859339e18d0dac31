// Spans and dates as a person of the language says them, by the platform's own ICU data.

import type { Language } from "@mohor/schema/texts";

/** Everybody reads the digits 0–9 on forms and messages; Bengali texts use their own. */
const LOCALES: Readonly<Record<Language, string>> = { bn: "bn-IN-u-nu-beng", hi: "hi-IN-u-nu-latn", en: "en-IN" };

const UNITS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** From this many of a unit on it is said in that unit: 47 hours, then 2 days. */
const LEAST = { day: 2, hour: 2, minute: 2, second: 0 } as const;

/** A span in its one largest fitting unit, rounded down: nobody is promised more than there is. Negative counts as none. */
export function saySpan(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds));
  const { unit, seconds: size } = UNITS.find((u) => whole >= LEAST[u.unit] * u.seconds) ?? UNITS[3];
  return new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, unitDisplay: "long" }).format(
    Math.floor(whole / size),
  );
}

/** A span as a clock shows it, minutes and seconds, for a countdown. */
export function sayCountdown(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = new Intl.NumberFormat(LOCALES[language], { minimumIntegerDigits: 2, useGrouping: false });
  return `${two.format(Math.floor(whole / 60))}:${two.format(whole % 60)}`;
}

/** The day of a NumericDate, in the phone's own zone. */
export function sayDate(numericDate: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" }).format(new Date(numericDate * 1000));
}

/** Day and time of a NumericDate. */
export function sayInstant(numericDate: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(numericDate * 1000),
  );
}
