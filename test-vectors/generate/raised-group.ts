// A Base45 text in which one group stands for a larger number, out of its range (RFC 9285 §6).

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The text with its last group of two, or the first group of three that has room, raised. Throws where there is none. */
export function groupRaised(base45: string, { length, by }: { length: 2 | 3; by: number }): string {
  for (let at = length === 3 ? 0 : base45.length - 2; at + length <= base45.length; at += 3) {
    const raised = numberOf(base45.slice(at, at + length)) + by;
    if (raised < 45 ** length) return base45.slice(0, at) + groupOf(raised, length) + base45.slice(at + length);
  }
  throw new TypeError("no group has room");
}

function numberOf(group: string): number {
  return [...group].reduceRight((value, character) => value * 45 + ALPHABET.indexOf(character), 0);
}

function groupOf(value: number, length: number): string {
  return Array.from({ length }, (_, i) => ALPHABET[Math.floor(value / 45 ** i) % 45]).join("");
}
