import { MAX_CBOR_ARGUMENT } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_SIGNING_KEY_POLICY,
  lastUseFrom,
  planSigningKey,
  type SigningKey,
  selectSigningKey,
  usableSigningKeys,
} from "../../src/domain/signing-key.ts";
import { NOW, TEST_PUBLIC_KEY, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const DAY = 86_400;

function key(fields: Partial<SigningKey>): SigningKey {
  return { ...TEST_SIGNING_KEY, useFrom: NOW - DAY, signUntil: NOW + DAY, acceptUntil: NOW + 10 * DAY, ...fields };
}

function selected(keys: readonly SigningKey[], exp: number = NOW + DAY): string | null {
  return selectSigningKey(keys, { now: NOW, exp, purpose: "certificate" })?.kid ?? null;
}

describe("planSigningKey", () => {
  it("may begin so late that its dates just fit, and no later", () => {
    const useFrom = lastUseFrom(DEFAULT_SIGNING_KEY_POLICY);
    const options = { useFrom, policy: DEFAULT_SIGNING_KEY_POLICY, indexKeyId: "index-1" };
    expect(planSigningKey(TEST_PUBLIC_KEY, "certificate", options).acceptUntil).toBe(MAX_CBOR_ARGUMENT);
  });

  it("signs a quarter and is accepted for the longest validity after it", () => {
    const planned = planSigningKey(TEST_PUBLIC_KEY, "certificate", {
      useFrom: NOW,
      policy: DEFAULT_SIGNING_KEY_POLICY,
      indexKeyId: "index-1",
    });
    expect(planned.useFrom).toBe(NOW);
    expect(planned.signUntil - planned.useFrom).toBe(90 * DAY);
    expect(planned.acceptUntil - planned.signUntil).toBeGreaterThanOrEqual(180 * DAY);
    expect(planned.kid).toMatch(/^[0-9a-f]{8}$/);
  });
});

it("usableSigningKeys leaves the order, and asks only for purpose, state and dates", () => {
  const long = key({ kid: "00000001" });
  const short = key({ kid: "00000002", acceptUntil: NOW });
  const keys = [long, key({ state: "revoked" }), short, key({ purpose: "specimen" }), key({ useFrom: NOW + 1 })];
  expect(usableSigningKeys(keys, { now: NOW, purpose: "certificate" })).toEqual([long, short]);
});

describe("selectSigningKey", () => {
  it("takes the newest of several", () => {
    const old = key({ kid: "00000001", useFrom: NOW - 2 * DAY });
    const young = key({ kid: "00000002", useFrom: NOW - DAY });
    expect(selected([old, young])).toBe("00000002");
    expect(selected([young, old])).toBe("00000002");
  });

  it.each<[string, Partial<SigningKey>]>([
    ["not yet in use", { useFrom: NOW + 1 }],
    ["past its last signature", { signUntil: NOW - 1 }],
    ["not accepted until the certificate ends", { acceptUntil: NOW + DAY - 2 }],
    ["revoked", { state: "revoked" }],
    ["of another purpose", { purpose: "status-list" }],
    ["for specimens", { purpose: "specimen" }],
  ])("leaves out a key that is %s", (_what, fields) => {
    expect(selected([key(fields)])).toBeNull();
    expect(selected([key(fields), key({ kid: "00000003", useFrom: NOW - 5 * DAY })])).toBe("00000003");
  });

  it("takes a key on the very seconds of its dates", () => {
    expect(selected([key({ useFrom: NOW, signUntil: NOW, acceptUntil: NOW + DAY - 1 })])).not.toBeNull();
  });
});
