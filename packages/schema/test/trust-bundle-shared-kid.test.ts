// More keys under one kid than MAX_KEYS_PER_KID. Five real keys that share four bytes of thumbprint are out of reach, so here,
// and only here, the trust bundle finds the same kid for every key.

import { decodeSignedTrustBundle, encodeSignedTrustBundle, encodeTrustBundle, MAX_KEYS_PER_KID } from "@mohor/schema";
import { expect, test, vi } from "vitest";

const KID = vi.hoisted(() => Uint8Array.of(0xba, 0xdc, 0x0f, 0xfe));

// The COSE_Keys inside still bear their own kids: cose-key.ts calls itself directly.
vi.mock("../src/cose-key.ts", async (importOriginal) => ({ ...(await importOriginal<object>()), kidOf: () => KID }));

function payloadOf(count: number): Uint8Array {
  const key = { purpose: "certificate", useFrom: 1, signUntil: 2, acceptUntil: 3, state: "active" } as const;
  return encodeTrustBundle({
    version: 1,
    issuer: "x",
    issued: 1,
    expires: 2,
    ageingAfterSeconds: 1,
    staleAfterSeconds: 1,
    rootThreshold: 1,
    rootKeys: [new Uint8Array(32)],
    keys: Array.from({ length: count }, (_, i) => ({ ...key, publicKey: new Uint8Array(32).fill(i + 1) })),
    companions: [],
  });
}

test("as many keys as MAX_KEYS_PER_KID may share one kid", () => {
  const row = { header: { alg: -8, kid: KID }, signature: new Uint8Array(64) } as const;
  const decoded = decodeSignedTrustBundle(encodeSignedTrustBundle(payloadOf(MAX_KEYS_PER_KID), [row]));
  expect(decoded.ok && decoded.value.bundle.keys).toHaveLength(MAX_KEYS_PER_KID);
});

test("one key more is no trust bundle", () => {
  expect(() => payloadOf(MAX_KEYS_PER_KID + 1)).toThrow(TypeError);
});
