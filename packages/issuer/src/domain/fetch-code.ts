// Codes that people copy by hand to fetch a document with: into a wallet, or at somebody else's printer.

import type { RandomSource } from "./ports.ts";

/** Digits and capitals without I, L, O and U, which are read as others or make words: 32 of them, 5 bits each (as Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 50 random bits: DigiLocker's document ids have at most 10 characters, and a code nobody guesses within days. */
const LENGTH = 10;

/** A new code. */
export function drawFetchCode(random: RandomSource): string {
  return Array.from(random.bytes(LENGTH), (byte) => ALPHABET[byte & 31]).join("");
}

/** The code as people copy it: small letters, and the letters that the alphabet leaves out for those they are mistaken for. */
export function readFetchCode(typed: string): string {
  return typed.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
}
