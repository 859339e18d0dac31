// The gates before the equation, each asked with an engine that accepts whatever reaches it.

import { fromHex, toHex } from "@mohor/schema";
import { type Ed25519Engine, verificationKey } from "@mohor/verifier";
import { describe, expect, test } from "vitest";
import { mixedOrderKey, NON_CANONICAL_ENCODINGS, SMALL_ORDER_ENCODINGS } from "./ed25519-cases.ts";
import { KEYS } from "./test-issuer.ts";

describe("gate K", () => {
  const prepared: string[] = [];
  const recording: Ed25519Engine = {
    name: "recording",
    prepare: (publicKey) => {
      prepared.push(toHex(publicKey));
      return () => true;
    },
  };

  test.each<[string, Uint8Array]>([
    ["of 31 bytes", KEYS.certificate.publicKey.subarray(1)],
    ["of 33 bytes", new Uint8Array(33)],
    ["of no bytes", new Uint8Array(0)],
    ["not on the curve", fromHex(`02${"00".repeat(31)}`)],
    ["with y = p + 3", fromHex(`f0${"ff".repeat(30)}7f`)],
    ["with x = -0", fromHex(`01${"00".repeat(30)}80`)],
    ...SMALL_ORDER_ENCODINGS.map((encoding): [string, Uint8Array] => ["of small order", encoding]),
    ...NON_CANONICAL_ENCODINGS.map((encoding): [string, Uint8Array] => ["that is not canonical", encoding]),
    ...[1, 2, 4].map((n): [string, Uint8Array] => ["of mixed order", mixedOrderKey(KEYS.certificate, n)]),
  ])("keeps a key %s from the engine", (_, publicKey) => {
    expect(verificationKey(publicKey, recording)).toBeNull();
    expect(prepared).toEqual([]);
  });

  test("lets a sound key through, unchanged, to be prepared once when it first meets a sound signature", () => {
    const publicKey = KEYS.certificate.publicKey.slice();
    const key = verificationKey(publicKey, recording);
    publicKey.fill(0);
    expect(key?.publicKey).toEqual(KEYS.certificate.publicKey);
    expect(key?.verify(new Uint8Array(64), new Uint8Array(0))).toBe(false);
    expect(prepared).toEqual([]);
    for (let i = 0; i < 3; i++) expect(key?.verify(new Uint8Array(64).fill(0x0f), new Uint8Array(0))).toBe(true);
    expect(prepared).toEqual([toHex(KEYS.certificate.publicKey)]);
  });
});

describe("gate G", () => {
  const asked: string[] = [];
  const key = verificationKey(KEYS.certificate.publicKey, {
    name: "recording",
    prepare: () => (signature) => {
      asked.push(toHex(signature));
      return true;
    },
  });
  const L = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
  const belowL = "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
  const R = "58".repeat(32);
  const lets = (hex: string) => key?.verify(fromHex(hex), new Uint8Array(0));

  test.each([
    ["of 63 bytes", "01".repeat(63)],
    ["of 65 bytes", "01".repeat(65)],
    ["of no bytes", ""],
    ["with S = L", R + L],
    ["with S = 2^256 - 1", R + "ff".repeat(32)],
    ["with y of R = p", `ed${"ff".repeat(30)}7f${belowL}`],
    ...NON_CANONICAL_ENCODINGS.map((encoding): [string, string] => ["with R not canonical", toHex(encoding) + belowL]),
    ["with y of R = 2^255 - 1", `${"ff".repeat(31)}7f${belowL}`],
    ["with y of R = 2^255 - 1 and the sign set", `${"ff".repeat(32)}${belowL}`],
    ...SMALL_ORDER_ENCODINGS.map((encoding): [string, string] => ["with R of small order", toHex(encoding) + belowL]),
  ])("keeps a signature %s from the engine", (_, hex) => {
    expect(lets(hex)).toBe(false);
    expect(asked).toEqual([]);
  });

  test("lets the largest S and the largest y of R through", () => {
    const largestY = `eb${"ff".repeat(30)}7f`;
    for (const hex of [R + belowL, R + "00".repeat(32), largestY + belowL]) {
      expect(lets(hex)).toBe(true);
      expect(asked.splice(0)).toEqual([hex]);
    }
  });
});
