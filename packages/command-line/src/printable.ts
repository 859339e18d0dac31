// Text from outside, such as a file's name, on its way to a terminal: control and format characters could move the cursor,
// hide what follows or turn its direction, and so make one verdict look like another.

const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text with each control, format and line-separating character written out, as in \u{1b}. */
export function printable(text: string): string {
  return text.replace(NOT_PRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
