import { fromHex, toHex } from "@mohor/schema";
import { type Ed25519Engine, verificationKey, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EFFORT, runs } from "../../../test-support/effort.ts";
import {
  type Ed25519Case,
  ed25519Cases,
  isAcceptedByNoble,
  mixedOrderKey,
  NON_CANONICAL_ENCODINGS,
  SMALL_ORDER_ENCODINGS,
  signByNoble,
} from "./ed25519-cases.ts";
import { answerOfAll, PREDICATES, reportEngines } from "./ed25519-engines.ts";
import { BUNDLE, KEYS, NOW, qrTextOf, storeOf, testKey } from "./test-issuer.ts";

const CASES = ed25519Cases(Math.max(1, EFFORT));

describe("every engine gives the answer that each case was made for", () => {
  const kinds = new Map<string, Ed25519Case[]>();
  for (const each of CASES) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each]);

  test.each([...kinds].map(([kind, cases]) => [kind, cases.length, cases] as const))(
    "%s: %d cases",
    async (_, __, cases) => {
      for (const { publicKey, signature, message, isAccepted } of cases) {
        expect(await answerOfAll(publicKey, signature, message)).toBe(isAccepted);
      }
    },
  );

  test("the cases are many, of many kinds, and four engines ran", () => {
    expect(CASES.length).toBeGreaterThan(1_000);
    expect(kinds.size).toBe(19);
    expect(PREDICATES).toHaveLength(4);
    reportEngines("generated cases", CASES.filter(({ isAccepted }) => isAccepted).length, CASES.length);
  });
});

describe("the cases bite", () => {
  const of = (kind: string) => CASES.filter((each) => each.kind === kind);

  test("OpenSSL alone accepts keys of mixed order wherever the torsion cancels out", () => {
    const accepted = of("torsion in A and R").filter(({ publicKey, signature, message }) =>
      nodeCryptoEngine.prepare(publicKey)(signature, message),
    );
    expect(accepted.length).toBeGreaterThan(20);
    expect(accepted).toHaveLength(of("torsion in A and R").length);
  });

  test.each(["torsion in R", "torsion in A", "A and R of small order"])(
    "noble's own verify accepts by the cofactored equation: %s",
    (kind) => {
      const accepted = of(kind).filter(({ publicKey, signature, message }) =>
        isAcceptedByNoble(publicKey, signature, message),
      );
      expect(accepted).toHaveLength(of(kind).length);
    },
  );
});

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

test("opening many keys costs no engine anything before a signature is seen", () => {
  let count = 0;
  const counting: Ed25519Engine = {
    name: "counting",
    prepare: (publicKey) => {
      count++;
      return nodeCryptoEngine.prepare(publicKey);
    },
  };
  const store = storeOf(BUNDLE, counting);
  expect(count).toBe(0);
  const trust = { ok: true, value: store } as const;
  for (let i = 0; i < 3; i++) expect(verify(qrTextOf(), trust, { now: NOW }).outcome).toBe("valid");
  expect(count).toBe(1);
});

describe("signing", () => {
  test("node:crypto and noble make the same bytes, which every engine accepts", async () => {
    const message = fc.uint8Array({ maxLength: 300 });
    const name = fc.constantFrom("sign a", "sign b", "sign c");
    await fc.assert(
      fc.asyncProperty(name, message, async (name, bytes) => {
        const key = testKey(name);
        const signature = key.sign(bytes);
        return (
          toHex(signature) === toHex(signByNoble(bytes, key)) && (await answerOfAll(key.publicKey, signature, bytes))
        );
      }),
      runs(60),
    );
  });
});
