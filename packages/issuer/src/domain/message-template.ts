// Texts of messages as templates in three languages: places in braces, each filled in one pass so that no value is read as a place.
// India's operators pass only texts that fit a template registered on the DLT, where every place is a tag of its type (TRAI direction
// of 18 November 2025), so nothing but the places ever differs from what was registered.

import type { MessageLanguage } from "./ports.ts";

/** A template in each language that people are written to in. */
export type Templates = Readonly<Record<MessageLanguage, string>>;

/** What a place holds, as the DLT names it. */
export type PlaceType = "numeric" | "alphanumeric" | "url";

const PLACE = /\{([^{}]*)\}/g;

/** The template filled; a place without a value stays as it is. */
export function fillMessage(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(PLACE, (place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] as string) : place,
  );
}

/** The template as it is registered. */
export function registeredTemplate(template: string, places: Readonly<Record<string, PlaceType>>): string {
  const tags = Object.entries(places).map(([name, type]) => [name, `{#${type}#}`] as const);
  return fillMessage(template, Object.fromEntries(tags));
}

/**
 * Whether a text can serve as a template of at most `maxLength` characters: each place of `once` stands in it exactly once, every
 * other is of `places`, there are no other braces, no line begins with "@" (it would be read as the WebOTP line), and no control
 * characters.
 */
export function isMessageTemplate(
  text: string,
  {
    places,
    once,
    maxLength,
  }: { readonly places: readonly string[]; readonly once: readonly string[]; readonly maxLength: number },
): boolean {
  const names = [...text.matchAll(PLACE)].map((match) => match[1] as string);
  return (
    text.length <= maxLength &&
    text.isWellFormed() &&
    names.every((name) => places.includes(name)) &&
    once.every((place) => names.filter((name) => name === place).length === 1) &&
    !/[{}]/.test(text.replace(PLACE, "")) &&
    !/[^\P{Cc}\n]/u.test(text) &&
    !/^@/m.test(text)
  );
}
