// Text that hides nothing from a reader: controls, direction marks, joiners, combining marks of Latin letters, surrogates and
// odd spaces are written as \uXXXX. A vector file is read by people and must not itself do what some vectors warn of.

const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u3000]|[\u0300-\u036f]/gu;

/** The text in double quotes, escaped as in JSON. */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text));
}

/** JSON text, two spaces deep, with a newline at the end. */
export function visibleJson(value: unknown): string {
  return `${escaped(JSON.stringify(value, null, 2), "\n")}\n`;
}

function escaped(json: string, kept = ""): string {
  return json.replace(INVISIBLE, (character) =>
    character === kept
      ? character
      : Array.from({ length: character.length }, (_, i) => `\\u${hex(character.charCodeAt(i))}`).join(""),
  );
}

function hex(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}
