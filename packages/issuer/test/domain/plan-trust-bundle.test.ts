import { encodeTrustBundle, MAX_CBOR_ARGUMENT, MAX_ROOT_KEYS, MAX_TRUSTED_KEYS } from "@mohor/schema";
import { referenceEngine, verificationKey } from "@mohor/verifier";
import { describe, expect, it } from "vitest";
import { mirroredKeys, planTrustBundle } from "../../src/domain/plan-trust-bundle.ts";
import type { SigningKey } from "../../src/domain/signing-key.ts";
import { codeOf, countingRandom, expectOk, NOW, TEST_PUBLIC_KEY, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const DAY = 86_400;
const rules = { ageingAfterSeconds: DAY, staleAfterSeconds: 7 * DAY, expiresAfterDays: 30 };
const context = { now: NOW, issuer: "Health Department", rules, heldVersion: 4, companions: [] };
const points = validPoints(MAX_TRUSTED_KEYS + 1);
const root = TEST_PUBLIC_KEY;
const rootSet = { threshold: 1, rootKeys: [root] };

function key(fields: Partial<SigningKey> = {}): SigningKey {
  return { ...TEST_SIGNING_KEY, publicKey: points[0] as Uint8Array, ...fields };
}

/** Keys that pass the strict predicate: half of all byte strings are points. */
function validPoints(count: number): Uint8Array[] {
  const random = countingRandom("points");
  const found: Uint8Array[] = [];
  while (found.length < count) {
    const bytes = random.bytes(32);
    if (verificationKey(bytes, referenceEngine) !== null) found.push(bytes);
  }
  return found;
}

describe("planTrustBundle", () => {
  it("says who, from when to when, and is of the next version", () => {
    const { bundle } = expectOk(planTrustBundle([key()], rootSet, context));
    expect(bundle).toMatchObject({ version: 5, issuer: "Health Department", issued: NOW, expires: NOW + 30 * DAY });
    expect(bundle).toMatchObject({ rootThreshold: 1, rootKeys: [root], companions: [] });
    expect(() => encodeTrustBundle(bundle)).not.toThrow();
  });

  it("leaves out keys past their acceptance, to the second, and keeps revoked and future ones", () => {
    const keys = [
      key({ acceptUntil: NOW - 1 }),
      key({ acceptUntil: NOW, state: "revoked" }),
      key({ useFrom: NOW + DAY }),
    ];
    const { bundle } = expectOk(planTrustBundle(keys, rootSet, context));
    expect(bundle.keys.map(({ state }) => state)).toEqual(["revoked", "active"]);
    expect(Object.keys(bundle.keys[0] ?? {})).not.toContain("indexKeyId");
  });

  it("names companions by the place of their key, and leaves out those of keys that are gone", () => {
    const gone = key({ publicKey: points[1] as Uint8Array, acceptUntil: NOW - 1 });
    const here = key({ publicKey: points[2] as Uint8Array });
    const digest = new Uint8Array(32).fill(7);
    const companions = [gone, here].map(
      ({ publicKey }) => ({ publicKey, kind: "status-list", version: 3, digest }) as const,
    );
    const { bundle } = expectOk(planTrustBundle([gone, key(), here], rootSet, { ...context, companions }));
    expect(bundle.companions).toEqual([{ keyIndex: 1, kind: "status-list", version: 3, digest }]);
    expect(() => encodeTrustBundle(bundle)).not.toThrow();
  });

  it("refuses more keys than fit", () => {
    const keys = points.map((publicKey) => key({ publicKey }));
    const plan = (signing: number, roots: number) =>
      codeOf(planTrustBundle(keys.slice(0, signing), { threshold: 1, rootKeys: points.slice(0, roots) }, context));
    expect(plan(1, MAX_ROOT_KEYS)).toBe("ok");
    expect(plan(1, MAX_ROOT_KEYS + 1)).toBe("TRUST_BUNDLE_FULL");
    expect(plan(MAX_TRUSTED_KEYS, 1)).toBe("ok");
    expect(plan(MAX_TRUSTED_KEYS + 1, 1)).toBe("TRUST_BUNDLE_FULL");
    const full = expectOk(planTrustBundle(keys.slice(0, MAX_TRUSTED_KEYS), rootSet, context));
    expect(() => encodeTrustBundle(full.bundle)).not.toThrow();
  });

  it("ends no later than the last second of the format", () => {
    const last = MAX_CBOR_ARGUMENT - 30 * DAY;
    const plan = (now: number) => codeOf(planTrustBundle([], rootSet, { ...context, now }));
    expect([plan(last), plan(last + 1)]).toEqual(["ok", "CLOCK_IMPLAUSIBLE"]);
  });
});

it("mirroredKeys are those for certificates that are not revoked", () => {
  const keys = [key(), key({ purpose: "specimen" }), key({ purpose: "status-list" }), key({ state: "revoked" })];
  const { bundle } = expectOk(planTrustBundle(keys, rootSet, context));
  expect(mirroredKeys(bundle)).toEqual([points[0]]);
});
