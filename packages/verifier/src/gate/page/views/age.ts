// Ages in words: "3 hours ago", by the browser's own plural rules for each language.

import type { Language } from "@mohor/schema/texts";

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago a time was, in the largest unit that fits. */
export function ageInWords(then: number, now: number, language: Language): string {
  const seconds = Math.max(0, now - then);
  const format = new Intl.RelativeTimeFormat(`${language}-IN`, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return format.format(0, "minute");
}
