// The arithmetic behind the faulty signatures, and that each of them is faulty in the one way that its vector says.

import { fromHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import {
  add,
  BASE,
  challenge,
  decodePoint,
  encodePoint,
  L,
  littleEndian,
  multiply,
  NEUTRAL,
  ORDER_EIGHT,
  type Point,
  secretScalar,
} from "./edwards25519.ts";
import { vector as neutral } from "./signature/r-neutral.ts";
import { vector as torsion } from "./signature/r-with-torsion.ts";
import { vector as unbounded } from "./signature/s-plus-l.ts";
import { CERTIFICATE_KEY, TEST_KEYS } from "./test-keys.ts";
import type { Vector } from "./vector.ts";

const KEY = decodePoint(CERTIFICATE_KEY.publicKey);

/** [S]B and R + [k]A of a vector's signature: equal where the equation holds. */
function sidesOf({ intermediates: { signatureHex = "", toBeSignedHex = "" } }: Vector): [Point, Point] {
  const signature = fromHex(signatureHex);
  const r = signature.slice(0, 32);
  const k = challenge(r, CERTIFICATE_KEY.publicKey, fromHex(toBeSignedHex));
  return [multiply(BASE, littleEndian(signature.slice(32))), add(decodePoint(r), multiply(KEY, k))];
}

describe("arithmetic on edwards25519", () => {
  it("gives the base point the order L", () => {
    expect(multiply(BASE, L)).toEqual(NEUTRAL);
  });

  it("gives the point of order eight exactly that order", () => {
    expect(multiply(ORDER_EIGHT, 8n)).toEqual(NEUTRAL);
    expect(multiply(ORDER_EIGHT, 4n)).not.toEqual(NEUTRAL);
  });

  it("makes the same public key of a seed as node:crypto", () => {
    for (const { seed, publicKey } of TEST_KEYS) {
      expect(Buffer.from(encodePoint(multiply(BASE, secretScalar(seed)))).equals(publicKey)).toBe(true);
    }
  });

  it("refuses bytes that are no point", () => {
    expect(() => decodePoint(fromHex(`02${"00".repeat(31)}`))).toThrow(TypeError);
  });
});

describe("the faulty signatures", () => {
  it("satisfy the equation where R is the neutral element, and where L is added to S", () => {
    for (const vector of [neutral, unbounded]) {
      const [left, right] = sidesOf(vector);
      expect(left).toEqual(right);
    }
  });

  it("satisfy it only multiplied by eight where R has a torsion part", () => {
    const [left, right] = sidesOf(torsion);
    expect(left).not.toEqual(right);
    expect(multiply(left, 8n)).toEqual(multiply(right, 8n));
  });
});
