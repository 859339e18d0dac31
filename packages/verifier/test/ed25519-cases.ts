// Cases for the signature predicate with the answer known from how each was made: sound signatures, torsion added to key or R,
// scalars beyond L, other encodings of the same points, changed bits. And noble's own signer, to hold node:crypto against.
// Every number is derived from a counter: the same cases in each run.

import { concatBytes, fromHex, sha512 } from "@mohor/schema";
import { hashes, sign as nobleSignature, verify as nobleVerify, Point } from "@noble/ed25519";
import { type TestKey, testKey } from "./test-issuer.ts";

export type Ed25519Case = {
  readonly kind: string;
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly isAccepted: boolean;
};

hashes.sha512 = (message) => Uint8Array.from(sha512(message));

/** The signature that noble makes. */
export function signByNoble(message: Uint8Array, key: TestKey): Uint8Array {
  return nobleSignature(message, key.seed);
}

/** What noble's own verify says with its defaults (ZIP 215): far more than strict Ed25519 accepts. */
export function isAcceptedByNoble(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  return nobleVerify(signature, message, publicKey);
}

const L = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
const P = 2n ** 255n - 19n;

/** A point of order eight, so that its multiples are all eight points of small order (RFC 8032 §5.1, cofactor 8). */
const TORSION = Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

/** The point of small order with this number, 0 to 7; 0 is the identity. */
function torsion(number: number): Point {
  return TORSION.multiply(BigInt(number % 8), false);
}

/** Every 32 bytes that some decoder takes for a point of small order: the eight of them, and all their other encodings. */
export const SMALL_ORDER_ENCODINGS: readonly Uint8Array[] = [
  ...Array.from({ length: 8 }, (_, number) => Uint8Array.from(torsion(number).toBytes())),
  ...[1n, P - 1n].map((y) => encodingOf(y, 1)),
  ...[P, P + 1n].flatMap((y) => [encodingOf(y, 0), encodingOf(y, 1)]),
];

/** Every 32 bytes with y of p to 2^255 - 1, which stands for y - p, the sign bit off and on. */
export const NON_CANONICAL_ENCODINGS: readonly Uint8Array[] = Array.from(
  { length: 19 },
  (_, y) => P + BigInt(y),
).flatMap((y) => [encodingOf(y, 0), encodingOf(y, 1)]);

function encodingOf(y: bigint, sign: 0 | 1): Uint8Array {
  return littleEndian(y + (BigInt(sign) << 255n));
}

function littleEndian(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, "0")).reverse();
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}

function bytesOf(label: string): Uint8Array {
  return sha512(new TextEncoder().encode(`mohor ed25519 case ${label}`));
}

const scalarOf = (label: string) => fromLittleEndian(bytesOf(label)) % L;
const messageOf = (label: string) => bytesOf(`message ${label}`).slice(0, 40);

/** The secret scalar and public point of a test key (RFC 8032 §5.1.5). */
function secretOf(key: TestKey): { readonly a: bigint; readonly A: Point } {
  const digest = sha512(key.seed).slice(0, 32);
  digest[0] = (digest[0] as number) & 0xf8;
  digest[31] = ((digest[31] as number) & 0x7f) | 0x40;
  return { a: fromLittleEndian(digest) % L, A: Point.fromBytes(key.publicKey) };
}

const challengeOf = (R: Uint8Array, publicKey: Uint8Array, message: Uint8Array) =>
  fromLittleEndian(sha512(concatBytes(R, publicKey, message))) % L;

/** R and S of a signature over whatever encodings of R and A are given: S = r + k a. */
function signature(R: Uint8Array, r: bigint, publicKey: Uint8Array, a: bigint, message: Uint8Array): Uint8Array {
  return concatBytes(R, littleEndian((r + challengeOf(R, publicKey, message) * a) % L));
}

const SIGNERS = ["a", "b", "c"].map((name) => testKey(`ed25519 ${name}`));

/** A public key of mixed order: a sound one with a point of small order added. */
export function mixedOrderKey(key: TestKey, number: number): Uint8Array {
  return Uint8Array.from(secretOf(key).A.add(torsion(number)).toBytes());
}

/** All cases; about `scale` times 1,300. */
export function ed25519Cases(scale: number): readonly Ed25519Case[] {
  const cases: Ed25519Case[] = [];
  const add = (kind: string, isAccepted: boolean, rest: Omit<Ed25519Case, "kind" | "isAccepted">) =>
    cases.push({ kind, isAccepted, ...rest });
  const times = (count: number) => Array.from({ length: Math.ceil(count * scale) }, (_, i) => i);
  const signerOf = (i: number) => SIGNERS[i % SIGNERS.length] as TestKey;

  for (const i of times(90)) {
    const key = signerOf(i);
    const message = messageOf(`sound ${i}`).subarray(0, i % 41);
    const sound = key.sign(message);
    add("sound", true, { publicKey: key.publicKey, message, signature: sound });

    // The same scalar modulo L, as many times as fits into 32 bytes.
    const S = fromLittleEndian(sound.subarray(32));
    for (let times = 1n; S + times * L < 2n ** 256n; times += 1n + BigInt(i % 5)) {
      const beyond = concatBytes(sound.subarray(0, 32), littleEndian(S + times * L));
      add("S beyond L", false, { publicKey: key.publicKey, message, signature: beyond });
    }
  }

  for (const i of times(70)) {
    // Only the cofactored equation accepts this: [8] takes the torsion away.
    const key = signerOf(i);
    const { a } = secretOf(key);
    const [r, message] = [scalarOf(`r ${i}`), messageOf(`mixed R ${i}`)];
    const R = Point.BASE.multiply(r)
      .add(torsion(1 + (i % 7)))
      .toBytes();
    add("torsion in R", false, {
      publicKey: key.publicKey,
      message,
      signature: signature(R, r, key.publicKey, a, message),
    });
  }

  for (const i of times(35)) {
    const key = signerOf(i);
    const { a } = secretOf(key);
    const publicKey = mixedOrderKey(key, 1 + (i % 7));
    for (const attempt of [0, 1, 2, 3]) {
      const [r, message] = [scalarOf(`r ${i}`), messageOf(`mixed A ${i} ${attempt}`)];
      const R = Point.BASE.multiply(r).toBytes();
      // In one attempt of eight k is a multiple of eight, and every equation accepts: only the key is wrong.
      add("torsion in A", false, { publicKey, message, signature: signature(R, r, publicKey, a, message) });
    }
    // R bears the torsion that [k]A leaves, so that the equation without cofactor holds byte for byte.
    const [r, message] = [scalarOf(`r balanced ${i}`), messageOf(`balanced ${i}`)];
    for (let number = 0; number < 8; number++) {
      const R = Point.BASE.multiply(r).add(torsion(number)).toBytes();
      const rest = (BigInt(number) + challengeOf(R, publicKey, message) * BigInt(1 + (i % 7))) % 8n;
      if (rest !== 0n) continue;
      add("torsion in A and R", false, { publicKey, message, signature: signature(R, r, publicKey, a, message) });
    }
  }

  for (const [i, encoding] of SMALL_ORDER_ENCODINGS.entries()) {
    for (const j of times(8)) {
      const key = signerOf(j);
      const message = messageOf(`small ${i} ${j}`);
      // R of small order under a sound key: S = k a makes the equation hold where R is the identity.
      const bySound = signature(encoding, 0n, key.publicKey, secretOf(key).a, message);
      add("R of small order", false, { publicKey: key.publicKey, message, signature: bySound });
      // A of small order: then S = r signs any message under the cofactored equation.
      const r = scalarOf(`small ${i} ${j}`);
      const R = Point.BASE.multiply(r).toBytes();
      add("A of small order", false, { publicKey: encoding, message, signature: concatBytes(R, littleEndian(r)) });
      add("A and R of small order", false, {
        publicKey: encoding,
        message,
        signature: concatBytes(encoding, new Uint8Array(32)),
      });
    }
  }

  for (const [i, encoding] of NON_CANONICAL_ENCODINGS.entries()) {
    const key = signerOf(i);
    const message = messageOf(`not canonical ${i}`);
    const sound = key.sign(message);
    const withR = concatBytes(encoding, sound.subarray(32));
    add("A not canonical", false, { publicKey: encoding, message, signature: sound });
    add("R not canonical", false, { publicKey: key.publicKey, message, signature: withR });
  }

  for (const i of times(240)) {
    const key = signerOf(i);
    const message = messageOf(`changed ${i}`);
    const sound = key.sign(message);
    const bit = fromLittleEndian(bytesOf(`bit ${i}`)) % 512n;
    add("a bit of the signature", false, { publicKey: key.publicKey, message, signature: withBit(sound, Number(bit)) });
    add("a bit of the message", false, {
      publicKey: key.publicKey,
      message: withBit(message, Number(bit % 320n)),
      signature: sound,
    });
    add("another key", false, { publicKey: signerOf(i + 1).publicKey, message, signature: sound });
    add("random bytes", false, { publicKey: key.publicKey, message, signature: bytesOf(`random ${i}`) });
  }

  for (const i of times(40)) {
    const key = signerOf(i);
    const message = messageOf(`lengths ${i}`);
    const sound = key.sign(message);
    for (const length of [0, 31, 32, 63]) {
      add("a short signature", false, { publicKey: key.publicKey, message, signature: sound.subarray(0, length) });
    }
    add("a long signature", false, {
      publicKey: key.publicKey,
      message,
      signature: concatBytes(sound, new Uint8Array(1)),
    });
    add("a short key", false, { publicKey: key.publicKey.subarray(0, i % 32), message, signature: sound });
    add("a long key", false, { publicKey: concatBytes(key.publicKey, new Uint8Array(1)), message, signature: sound });
    // Half of all encodings are on the curve, and of these one in eight is of prime order.
    add("a random key", false, { publicKey: bytesOf(`key ${i % 24}`).slice(0, 32), message, signature: sound });
  }
  return cases;
}

function withBit(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
  return changed;
}
