// Test support: QR texts of a wanted length.

/** A QR text of that many characters, all of Base45's alphabet in it where it is long enough. */
export function textOfLength(length: number): string {
  const alphabet = "6BF %$*+-./:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return `MQ1:${alphabet.repeat(Math.ceil(length / alphabet.length))}`.slice(0, length);
}
