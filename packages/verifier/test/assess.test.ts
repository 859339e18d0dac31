import type { Claims } from "@mohor/schema";
import { assess, type Policy, type Verdict } from "@mohor/verifier";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLAIMS, NOW } from "./test-issuer.ts";

const POLICY: Policy = { statuses: ["fully"] };

function valid(claims: Partial<Claims> = {}, notices: Extract<Verdict, { outcome: "valid" }>["notices"] = []): Verdict {
  return { outcome: "valid", claims: { ...CLAIMS, ...claims }, kid: "00000000", cti: "000000", issuer: "x", notices };
}

const codeOf = (verdict: Verdict, policy: Policy, now = NOW) => {
  const admission = assess(verdict, policy, { now });
  return admission.outcome === "admitted" ? "admitted" : admission.code;
};

describe("a gate admits", () => {
  test("a status that its policy lists, and no other", () => {
    for (const status of ["not", "partially", "fully"] as const) {
      for (const statuses of [[], ["not"], ["partially"], ["fully"], ["partially", "fully"]] as Policy["statuses"][]) {
        expect(codeOf(valid({ status }), { statuses })).toBe(
          statuses.includes(status) ? "admitted" : "POLICY_STATUS_NOT_ADMITTED",
        );
      }
    }
  });

  test("a certificate up to the second of its maximum age", () => {
    const policy = { ...POLICY, maxAgeSeconds: 3_600 };
    expect(codeOf(valid(), policy, CLAIMS.iat + 3_600)).toBe("admitted");
    expect(codeOf(valid(), policy, CLAIMS.iat + 3_601)).toBe("POLICY_TOO_OLD");
    expect(codeOf(valid(), policy, CLAIMS.iat - 60)).toBe("admitted");
    expect(codeOf(valid(), { ...POLICY, maxAgeSeconds: 0 }, CLAIMS.iat)).toBe("admitted");
  });

  test("an answer made for it, and none made for another", () => {
    expect(codeOf(valid({ aud: "irctc.co.in" }), { ...POLICY, audience: "irctc.co.in" })).toBe("admitted");
    expect(codeOf(valid({ aud: "irctc.co.in" }), { ...POLICY, audience: "other.in" })).toBe("POLICY_AUDIENCE_MISMATCH");
    expect(codeOf(valid({ aud: "irctc.co.in" }), POLICY)).toBe("POLICY_AUDIENCE_MISMATCH");
    expect(codeOf(valid(), { ...POLICY, audience: "irctc.co.in" })).toBe("admitted");
  });

  test("a specimen only where its policy says so", () => {
    expect(codeOf(valid({}, ["KEY_SPECIMEN"]), POLICY)).toBe("POLICY_SPECIMEN_NOT_ADMITTED");
    expect(codeOf(valid({}, ["KEY_SPECIMEN"]), { ...POLICY, admitsSpecimens: false })).toBe(
      "POLICY_SPECIMEN_NOT_ADMITTED",
    );
    expect(codeOf(valid({}, ["KEY_SPECIMEN"]), { ...POLICY, admitsSpecimens: true })).toBe("admitted");
  });

  test("with other notices just as without", () => {
    expect(codeOf(valid({}, ["STATUSLIST_MISSING", "KEYSET_AGEING"]), POLICY)).toBe("admitted");
  });
});

test("the first reason in the order of the specification is given", () => {
  const policy = { statuses: [], maxAgeSeconds: 0 } as const;
  expect(codeOf(valid({ aud: "a" }, ["KEY_SPECIMEN"]), policy)).toBe("POLICY_SPECIMEN_NOT_ADMITTED");
  expect(codeOf(valid({ aud: "a" }), policy)).toBe("POLICY_AUDIENCE_MISMATCH");
  expect(codeOf(valid(), policy)).toBe("POLICY_STATUS_NOT_ADMITTED");
  expect(codeOf(valid(), { ...policy, statuses: ["fully"] })).toBe("POLICY_TOO_OLD");
});

test("what is not valid is never admitted, and what is undecided stays undecided, under any policy", () => {
  const policy = fc.record(
    {
      statuses: fc.subarray(["not", "partially", "fully"] as const),
      maxAgeSeconds: fc.nat(),
      audience: fc.constantFrom("a", "b"),
      admitsSpecimens: fc.boolean(),
    },
    { requiredKeys: ["statuses"] },
  );
  const failed = fc.constantFrom<Verdict>(
    { outcome: "invalid", code: "SIGNATURE_INVALID", step: "signature" },
    { outcome: "undecided", code: "KEYSET_STALE", step: "key-state" },
  );
  fc.assert(
    fc.property(policy, failed, fc.integer(), (rules, verdict, now) => {
      const admission = assess(verdict, rules as Policy, { now });
      const outcome = verdict.outcome === "undecided" ? "undecided" : "not-admitted";
      expect(admission).toEqual({ outcome, code: verdict.outcome === "valid" ? "" : verdict.code });
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, NOW + 0.5])("%d is no time: a caller's mistake", (now) => {
  expect(() => assess(valid(), { ...POLICY, maxAgeSeconds: 1 }, { now })).toThrow(TypeError);
});

test("an admission is frozen and holds nothing but outcome and code", () => {
  const admissions = [
    assess(valid(), POLICY, { now: NOW }),
    assess(valid({ status: "not" }), POLICY, { now: NOW }),
    assess({ outcome: "undecided", code: "KEYSET_MISSING", step: "trust" }, POLICY, { now: NOW }),
  ];
  expect(admissions.every(Object.isFrozen)).toBe(true);
  expect(admissions.map((admission) => Object.keys(admission))).toEqual([
    ["outcome"],
    ["outcome", "code"],
    ["outcome", "code"],
  ]);
});
