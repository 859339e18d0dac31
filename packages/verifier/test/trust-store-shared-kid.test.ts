// More keys under one kid than MAX_KEYS_PER_KID. Five real keys that share four bytes of thumbprint are out of reach, so here,
// and only here, every key has the same kid.

import {
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  MAX_KEYS_PER_KID,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { openTrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { expect, test, vi } from "vitest";
import { BUNDLE, ROOT, testKey, trustedKey } from "./test-issuer.ts";

const KID = vi.hoisted(() => Uint8Array.of(0xba, 0xdc, 0x0f, 0xfe));

vi.mock("@mohor/schema", async (importOriginal) => ({ ...(await importOriginal<object>()), kidOf: () => KID }));

function open(count: number) {
  const keys = Array.from({ length: count }, (_, i) => trustedKey(testKey(`shared ${i}`)));
  const payload = encodeTrustBundle({ ...BUNDLE, rootThreshold: 1, keys });
  const header = { alg: -8, kid: KID } as const;
  const signature = ROOT.sign(trustBundleToBeSigned(payload, encodeProtectedHeader(header)));
  return openTrustStore(encodeSignedTrustBundle(payload, [{ header, signature }]), { engine: nodeCryptoEngine });
}

test("as many keys as MAX_KEYS_PER_KID may share one kid", () => {
  const trust = open(MAX_KEYS_PER_KID);
  expect(trust.ok && trust.value.keysByKid.get("badc0ffe")).toHaveLength(MAX_KEYS_PER_KID);
});

test("one key more refuses the bundle", () => {
  expect(open(MAX_KEYS_PER_KID + 1)).toEqual({ ok: false, code: "KEYSET_MALFORMED" });
});
