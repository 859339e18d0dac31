// Keys of one kid in a trust bundle, up to MAX_KEYS_PER_KID: five real keys that share four bytes of thumbprint.

import {
  decodeSignedTrustBundle,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  kidOf,
  MAX_KEYS_PER_KID,
} from "@mohor/schema";
import { expect, test } from "vitest";
import { KEYS_OF_ONE_KID } from "../../../test-vectors/generate/keys-of-one-kid.ts";

const ROOT = new Uint8Array(32);
const DIGEST = new Uint8Array(32).fill(9);

/** The keys, each with a status list of its own. */
function payloadOf(count: number): Uint8Array {
  const key = { purpose: "certificate", useFrom: 1, signUntil: 2, acceptUntil: 3, state: "active" } as const;
  const keys = KEYS_OF_ONE_KID.slice(0, count).map((publicKey) => ({ ...key, publicKey }));
  return encodeTrustBundle({
    version: 1,
    issuer: "x",
    issued: 1,
    expires: 2,
    ageingAfterSeconds: 1,
    staleAfterSeconds: 1,
    rootThreshold: 1,
    rootKeys: [ROOT],
    keys,
    companions: keys.map((_, keyIndex) => ({ keyIndex, kind: "status-list", version: 1, digest: DIGEST })),
  });
}

test("the keys are more than MAX_KEYS_PER_KID, all different, and have one kid", () => {
  expect(new Set(KEYS_OF_ONE_KID.map(String)).size).toBe(MAX_KEYS_PER_KID + 1);
  expect(new Set(KEYS_OF_ONE_KID.map((key) => String(kidOf(key)))).size).toBe(1);
});

test("as many keys as MAX_KEYS_PER_KID may share one kid, and each has its own companion", () => {
  const row = { header: { alg: -8, kid: kidOf(ROOT) }, signature: new Uint8Array(64) } as const;
  const decoded = decodeSignedTrustBundle(encodeSignedTrustBundle(payloadOf(MAX_KEYS_PER_KID), [row]));
  expect(decoded.ok && decoded.value.bundle.keys).toHaveLength(MAX_KEYS_PER_KID);
  expect(decoded.ok && decoded.value.bundle.companions.map(({ keyIndex }) => keyIndex)).toEqual([0, 1, 2, 3]);
});

test("one key more is no trust bundle", () => {
  expect(() => payloadOf(MAX_KEYS_PER_KID + 1)).toThrow(TypeError);
});
