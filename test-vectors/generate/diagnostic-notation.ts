// CBOR diagnostic notation (RFC 8949 §8) for readers of the vectors. It shows what deterministic encoding forbids: an
// encoding indicator (§8.1) stands after everything that is longer than it need be, "_" after an indefinite opening. Text is
// escaped where it would not be visible. Byte strings in hex only.

import { quoted } from "./visible-text.ts";

type Cursor = { readonly bytes: Buffer; at: number };
type Head = { readonly major: number; readonly info: number; readonly argument: bigint };

class Malformed extends Error {}

/** Deeper than any vector but the ones about nesting. */
const MAX_DEPTH = 16;

/** The notation of one document, or null where the bytes are not well-formed or something follows. */
export function diagnosticNotation(bytes: Uint8Array): string | null {
  const cursor: Cursor = { bytes: Buffer.from(bytes), at: 0 };
  try {
    const text = item(cursor, 0);
    return cursor.at === bytes.length ? text : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function item(cursor: Cursor, depth: number): string {
  if (depth > MAX_DEPTH) throw new Malformed();
  const head = readHead(cursor);
  const { major, info, argument } = head;
  switch (major) {
    case 0:
      return `${argument}${indicator(head)}`;
    case 1:
      return `${-1n - argument}${indicator(head)}`;
    case 2:
    case 3:
      return info === 31 ? chunks(cursor, major) : `${string(cursor, head)}${indicator(head)}`;
    case 4:
      return `[${opening(head)}${list(cursor, head, () => item(cursor, depth + 1))}]`;
    case 5:
      return `{${opening(head)}${list(cursor, head, () => `${item(cursor, depth + 1)}: ${item(cursor, depth + 1)}`)}}`;
    case 6:
      return `${argument}${indicator(head)}(${item(cursor, depth + 1)})`;
    default:
      return simpleOrFloat(cursor, head);
  }
}

function readHead(cursor: Cursor): Head {
  const initial = take(cursor, 1)[0] as number;
  const major = initial >> 5;
  const info = initial & 31;
  if (info < 24) return { major, info, argument: BigInt(info) };
  if (info === 31 && major !== 0 && major !== 1 && major !== 6) return { major, info, argument: 0n };
  if (info > 27) throw new Malformed();
  const following = take(cursor, 1 << (info - 24));
  return { major, info, argument: BigInt(`0x${following.toString("hex")}`) };
}

function take(cursor: Cursor, length: number): Buffer {
  const part = cursor.bytes.subarray(cursor.at, cursor.at + length);
  if (part.length !== length) throw new Malformed();
  cursor.at += length;
  return part;
}

/** "_0" to "_3" where the argument would have fitted into less. */
function indicator({ info, argument }: Head): string {
  if (info < 24) return "";
  const least = info === 24 ? 24n : 1n << BigInt(8 << (info - 25));
  return argument < least ? `_${info - 24}` : "";
}

/** The indicator of an array or map stands after its bracket. */
function opening(head: Head): string {
  const mark = head.info === 31 ? "_" : indicator(head);
  return mark === "" ? "" : `${mark} `;
}

function list(cursor: Cursor, { info, argument }: Head, next: () => string): string {
  const parts: string[] = [];
  if (info === 31) while (!isBreak(cursor)) parts.push(next());
  else for (let left = argument; left > 0n; left--) parts.push(next());
  return parts.join(", ");
}

function isBreak(cursor: Cursor): boolean {
  const isEnd = cursor.bytes[cursor.at] === 0xff;
  if (isEnd) cursor.at++;
  return isEnd;
}

function string(cursor: Cursor, { major, argument }: Head): string {
  if (argument > BigInt(cursor.bytes.length)) throw new Malformed();
  const bytes = take(cursor, Number(argument));
  if (major === 2) return `h'${bytes.toString("hex")}'`;
  try {
    return quoted(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new Malformed();
  }
}

/** The chunks of a string of indefinite length: each a string of the same type (RFC 8949 §3.2.3). */
function chunks(cursor: Cursor, major: number): string {
  const parts: string[] = [];
  while (!isBreak(cursor)) {
    const head = readHead(cursor);
    if (head.major !== major || head.info === 31) throw new Malformed();
    parts.push(`${string(cursor, head)}${indicator(head)}`);
  }
  return `(_ ${parts.join(", ")})`;
}

function simpleOrFloat(cursor: Cursor, { info, argument }: Head): string {
  const bytes = cursor.bytes.subarray(cursor.at - (1 << Math.max(info - 24, 0)));
  if (info === 25) return `${number(halfFloat(Number(argument)))}_1`;
  if (info === 26) return `${number(bytes.readFloatBE())}_2`;
  if (info === 27) return `${number(bytes.readDoubleBE())}_3`;
  // A break outside, and a short simple value in two bytes (RFC 8949 §3.3).
  if (info === 31 || (info === 24 && argument < 32n)) throw new Malformed();
  return ["false", "true", "null", "undefined"][Number(argument) - 20] ?? `simple(${argument})`;
}

/** The value of a half-precision float (RFC 8949 appendix D). */
function halfFloat(half: number): number {
  const exponent = (half >> 10) & 31;
  const mantissa = half & 1023;
  const sign = half >> 15 === 0 ? 1 : -1;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (mantissa + 1024) * 2 ** (exponent - 25));
}

/** A float always shows that it is one. */
function number(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
