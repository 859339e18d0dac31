// Arithmetic on edwards25519 (RFC 8032 §5.1), for vectors only: the faulty signatures and keys that no library will make.
// Affine, with an inversion for each addition: slow, short, and independent of the library that the verifier uses.

import { createHash } from "node:crypto";

/** A point in affine coordinates; the neutral element is (0, 1). */
export type Point = { readonly x: bigint; readonly y: bigint };

/** The field prime. */
export const P: bigint = 2n ** 255n - 19n;

/** The order of the base point. */
export const L: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;

const D = modulo(-121665n * inverse(121666n));
const SQRT_MINUS_ONE = power(2n, (P - 1n) / 4n);

export const NEUTRAL: Point = { x: 0n, y: 1n };
export const BASE: Point = decodePoint(
  Buffer.from("5866666666666666666666666666666666666666666666666666666666666666", "hex"),
);
/** A point of order eight: added to an honest point it stays on the curve and leaves the prime-order group. */
export const ORDER_EIGHT: Point = decodePoint(
  Buffer.from("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "hex"),
);

/** The sum of two points (RFC 8032 §5.1.4, affine). */
export function add(a: Point, b: Point): Point {
  const product = D * a.x * b.x * a.y * b.y;
  return {
    x: modulo((a.x * b.y + b.x * a.y) * inverse(1n + product)),
    y: modulo((a.y * b.y + a.x * b.x) * inverse(1n - product)),
  };
}

export function multiply(point: Point, scalar: bigint): Point {
  let sum = NEUTRAL;
  for (let bit = scalar.toString(2).length - 1; bit >= 0; bit--) {
    sum = add(sum, sum);
    if ((scalar >> BigInt(bit)) & 1n) sum = add(sum, point);
  }
  return sum;
}

/** The 32 bytes of a point: y, and the lowest bit of x on top (RFC 8032 §5.1.2). */
export function encodePoint({ x, y }: Point): Uint8Array {
  return littleEndianBytes(y | ((x & 1n) << 255n));
}

/** The point of 32 bytes (RFC 8032 §5.1.3). Throws where there is none: here every encoding is ours. */
export function decodePoint(bytes: Uint8Array): Point {
  const encoded = littleEndian(bytes);
  const y = encoded & (2n ** 255n - 1n);
  const u = modulo(y * y - 1n);
  const v = modulo(D * y * y + 1n);
  const root = modulo(u * v ** 3n * power(modulo(u * v ** 7n), (P - 5n) / 8n));
  const x = modulo(v * root * root) === u ? root : modulo(root * SQRT_MINUS_ONE);
  if (modulo(v * x * x) !== u) throw new TypeError("not a point of edwards25519");
  return { x: (x & 1n) === encoded >> 255n ? x : modulo(-x), y };
}

/** The secret scalar a of a seed, modulo L (RFC 8032 §5.1.5). */
export function secretScalar(seed: Uint8Array): bigint {
  const clamped = littleEndian(sha512(seed).subarray(0, 32));
  return ((clamped & ~(7n | (1n << 255n))) | (1n << 254n)) % L;
}

/** k = SHA-512(R || A || M) modulo L (RFC 8032 §5.1.6). */
export function challenge(r: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return littleEndian(sha512(r, publicKey, message)) % L;
}

/** A number of the bytes, lowest byte first. */
export function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** 32 bytes of a number, lowest byte first. */
export function littleEndianBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

function sha512(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha512");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = modulo(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** By Fermat: value^(p - 2). */
function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}
