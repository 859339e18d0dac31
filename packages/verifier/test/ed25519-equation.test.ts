// The equation of the two engines that are written here, over the vectors of RFC 8032 and what differs from one in a single place.

import { concatBytes, fromHex } from "@mohor/schema";
import { createTableEngine, type Ed25519Engine, referenceEngine, verificationKey } from "@mohor/verifier";
import { expect, test } from "vitest";

// RFC 8032 §7.1, tests 1 to 3: public key, message, R and S. The last S ends with a zero byte.
const VECTORS = [
  [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
  [
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
] as const;

const ENGINES: readonly [string, () => Ed25519Engine][] = [
  ["reference", () => referenceEngine],
  ["tables", createTableEngine],
];

test.each(ENGINES)(
  "%s accepts a signature of RFC 8032, and nothing that differs in R, S, message or key",
  (name, engineOf) => {
    const engine = engineOf();
    expect(engine.name).toBe(name);
    const keys = VECTORS.map(([publicKey]) => verificationKey(fromHex(publicKey), engine));
    for (const [i, [, message, R, S]] of VECTORS.entries()) {
      const [r, s] = [fromHex(R), fromHex(S)];
      const accepts = (signature: Uint8Array, signed: Uint8Array = fromHex(message)) =>
        keys.map((key) => key?.verify(signature, signed));
      const none = VECTORS.map(() => false);
      expect(accepts(concatBytes(r, s))).toEqual(VECTORS.map((_, j) => i === j));
      expect(accepts(concatBytes(r, s), fromHex(`${message}00`))).toEqual(none);
      for (const at of [0, 31]) {
        expect(accepts(concatBytes(withBit(r, at), s))).toEqual(none);
        expect(accepts(concatBytes(r, withBit(s, at)))).toEqual(none);
      }
    }
  },
);

test.each(ENGINES)("%s answers no to S = 0, for which some libraries have no multiple", (_, engineOf) => {
  const [publicKey, message, R] = VECTORS[0];
  const key = verificationKey(fromHex(publicKey), engineOf());
  expect(key?.verify(concatBytes(fromHex(R), new Uint8Array(32)), fromHex(message))).toBe(false);
});

/** The bytes with the lowest bit of one of them changed. */
function withBit(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] as number) ^ 1;
  return changed;
}
