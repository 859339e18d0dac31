// Base45 (RFC 9285), strict: upper-case alphabet only, no value out of range, no trailing single character. One byte string
// has exactly one text, so that a changed character never decodes to the same token.

import { type Decoded, refuse } from "./codes.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Value of each ASCII character, or -1. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Base45 text of the bytes (RFC 9285 §4): two bytes become three characters, a last single byte two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const low = bytes[i + 1];
    const value = low === undefined ? (bytes[i] as number) : ((bytes[i] as number) << 8) | low;
    text += `${ALPHABET[value % 45]}${ALPHABET[Math.floor(value / 45) % 45]}`;
    if (low !== undefined) text += ALPHABET[Math.floor(value / 2025)];
  }
  return text;
}

/**
 * The bytes of Base45 text, or BASE45_INVALID: a character outside the alphabet, a length that leaves one character over, or
 * a group above 65,535 (three characters) or 255 (two) (RFC 9285 §6). Time is linear in the text; the caller bounds its length.
 */
export function decodeBase45(text: string): Decoded<Uint8Array<ArrayBuffer>> {
  if (text.length % 3 === 1) return refuse("BASE45_INVALID");
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  let at = 0;
  for (let i = 0; i < text.length; i += 3) {
    const isTriple = i + 2 < text.length;
    const c = valueAt(text, i);
    const d = valueAt(text, i + 1);
    const e = isTriple ? valueAt(text, i + 2) : 0;
    const value = c + 45 * d + 2025 * e;
    if (c < 0 || d < 0 || e < 0 || value > (isTriple ? 0xffff : 0xff)) return refuse("BASE45_INVALID");
    if (isTriple) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return { ok: true, value: bytes };
}

function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? -1;
}
