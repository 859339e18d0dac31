import { toHex } from "@mohor/schema";
import { type Ed25519Engine, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EFFORT, runs } from "../../../test-support/effort.ts";
import { type Ed25519Case, ed25519Cases, isAcceptedByNoble, signByNoble } from "./ed25519-cases.ts";
import { answerOfAll, PREDICATES, reportEngines } from "./ed25519-engines.ts";
import { BUNDLE, NOW, qrTextOf, storeOf, testKey } from "./test-issuer.ts";

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
