// The one signature predicate, "strict Ed25519" (docs/spec.md §8). "Ed25519 valid" differs between libraries, so
// no library's verdict is used: gate K on keys, gate G on signatures, then the equation encode([S]B - [k]A) = R, byte for byte.
// Engines compute the equation only, and only behind both gates. The only importer of @noble/ed25519.

import { bytesEqual, fromHex, PUBLIC_KEY_BYTES, sha512 } from "@mohor/schema";
import { Point } from "@noble/ed25519";

/** The equation for one public key. The signature has passed gate G. */
export type Equation = (signature: Uint8Array, message: Uint8Array) => boolean;

/** Something that computes the equation. The public key has passed gate K. */
export type Ed25519Engine = { readonly name: string; readonly prepare: (publicKey: Uint8Array) => Equation };

/** A sound public key ready for use; `verify` is the whole predicate. */
export type VerificationKey = {
  readonly publicKey: Uint8Array;
  readonly verify: (signature: Uint8Array, message: Uint8Array) => boolean;
};

const SIGNATURE_BYTES = 64;

/** Order of the base point (RFC 8032 §5.1): L = 2^252 + 27742317777372353535851937790883648493. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Field prime 2^255 - 19. */
const P = 2n ** 255n - 19n;

/** y of the eight points of small order, little-endian, sign bit off: 0, 1, -1 and the two of order eight. */
const SMALL_ORDER_Y: readonly Uint8Array[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
].map(fromHex);

/**
 * The key ready for use with this engine, or null where gate K refuses it: 32 bytes, y < p, not x = -0, a point on the curve,
 * of the prime order (neither small order nor mixed). Costs one scalar multiplication. The engine prepares the key when it
 * first meets a signature: of a bundle's many keys a gate meets few, and of a bundle that nobody signed none.
 */
export function verificationKey(publicKey: Uint8Array, engine: Ed25519Engine): VerificationKey | null {
  if (!isSoundPublicKey(publicKey)) return null;
  const own = Uint8Array.from(publicKey);
  let equation: Equation | undefined;
  return {
    publicKey: own,
    verify(signature, message) {
      if (!isSoundSignature(signature)) return false;
      equation ??= engine.prepare(own);
      return equation(signature, message);
    },
  };
}

function isSoundPublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return false;
  try {
    const point = Point.fromBytes(publicKey, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/** Gate G: 64 bytes, S < L, R with y < p and not one of the small-order encodings, x = -0 among them. */
function isSoundSignature(signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || littleEndian(signature.subarray(32)) >= L) return false;
  // A copy: of Node's Buffer, slice() is a view, and the next line would change the caller's signature.
  const y = new Uint8Array(signature.subarray(0, 32));
  y[31] = (y[31] as number) & 0x7f;
  return littleEndian(y) < P && !SMALL_ORDER_Y.some((small) => bytesEqual(small, y));
}

/** The equation written as the specification has it: the engine that settles any doubt. */
export const referenceEngine: Ed25519Engine = {
  name: "reference",
  prepare(publicKey) {
    const negativeA = Point.fromBytes(publicKey, false).negate();
    return (signature, message) => {
      const s = littleEndian(signature.subarray(32));
      const k = challenge(signature, publicKey, message);
      const r = Point.BASE.multiply(s, false).add(negativeA.multiply(k, false));
      return bytesEqual(r.toBytes(), signature.subarray(0, 32));
    };
  },
};

/**
 * An engine with a table of multiples for each key, about five times the reference engine's speed: issuer keys are known in
 * advance. Preparing a key takes about 25 ms, the engine itself about 70 ms once. Variable time: right for public data only.
 */
export function createTableEngine(): Ed25519Engine {
  const base = multiplesOf(Point.BASE);
  return {
    name: "tables",
    prepare(publicKey) {
      const negativeA = multiplesOf(Point.fromBytes(publicKey, false).negate());
      return (signature, message) => {
        const k = challenge(signature, publicKey, message);
        const r = sumOf(base, signature.subarray(32), sumOf(negativeA, littleEndianBytes(k), Point.ZERO));
        return bytesEqual(r.toBytes(), signature.subarray(0, 32));
      };
    },
  };
}

/** k = SHA-512(R || A || M) mod L, over the bytes as received (RFC 8032 §5.1.7). */
function challenge(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  const input = new Uint8Array(64 + message.length);
  input.set(signature.subarray(0, 32));
  input.set(publicKey, 32);
  input.set(message, 64);
  return littleEndian(sha512(input)) % L;
}

/** Row i holds 1 to 255 times 256^i times the point. */
function multiplesOf(point: Point): readonly (readonly Point[])[] {
  const rows: Point[][] = [];
  let unit = point;
  for (let row = 0; row < 32; row++) {
    const multiples = [unit];
    for (let j = 1; j < 255; j++) multiples.push((multiples[j - 1] as Point).add(unit));
    rows.push(multiples);
    unit = (multiples[254] as Point).add(unit);
  }
  return rows;
}

function sumOf(rows: readonly (readonly Point[])[], scalar: Uint8Array, start: Point): Point {
  let sum = start;
  for (const [row, multiples] of rows.entries()) {
    const digit = scalar[row] as number;
    if (digit > 0) sum = sum.add(multiples[digit - 1] as Point);
  }
  return sum;
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
  return value;
}

function littleEndianBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let rest = value;
  for (let i = 0; i < 32; i++) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
