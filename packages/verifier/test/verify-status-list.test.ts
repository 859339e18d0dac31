// Steps 10 and 11 with a status list, a floor or an issued set: each second and each version at which a verdict turns.

import { type Code, sha256, type TrustBundle } from "@mohor/schema";
import { type Trust, type Verdict, verify } from "@mohor/verifier";
import { describe, expect, test } from "vitest";
import {
  BUNDLE,
  CLAIMS,
  DAY,
  KEYS,
  NOW,
  qrTextOf,
  signedBundle,
  type TestKey,
  tokenOf,
  trustOf,
} from "./test-issuer.ts";
import { accept, issuedSetOf, listOf, naming, stateOf, type UpdateOptions, updateTo } from "./trust-documents.ts";

const INDEX = CLAIMS.statusIndex;
const ISSUED = NOW - 1_800;

const codeOf = (verdict: Verdict): string =>
  verdict.outcome === "valid" ? ["valid", ...verdict.notices].join(" ") : `${verdict.step} ${verdict.code}`;
const at = (trust: Trust, now = NOW, key: TestKey = KEYS.certificate) =>
  codeOf(verify(qrTextOf({ key }), trust, { now }));

/** The trust of a verifier that holds the bundle and these lists. */
function holding(lists: readonly Uint8Array[], bundle: TrustBundle = BUNDLE): Trust {
  return accept(stateOf(bundle), lists).trust;
}

/** The trust of a verifier that holds the list at version 1. */
const listing = (list: Parameters<typeof listOf>[1], options: UpdateOptions = {}) =>
  holding([updateTo(listOf(1, list), options)]);

describe("a certificate whose key has a status list that is held", () => {
  test("is valid where the list does not name it", () => {
    expect(at(listing({ revoked: [INDEX - 1, INDEX + 1], suspended: [INDEX + 2] }))).toBe("valid");
  });

  test("is revoked where it does, also when the list, the bundle or both are old: revocation is for ever", () => {
    const trust = listing({ revoked: [INDEX] });
    for (const now of [NOW, NOW + 5 * DAY, NOW + 8 * DAY, BUNDLE.expires, BUNDLE.expires + DAY]) {
      expect(at(trust, now)).toBe("status-list STATUSLIST_REVOKED");
    }
  });

  test("is not revoked by the list of another key", () => {
    expect(at(holding([updateTo(listOf(1, { key: KEYS.specimen, revoked: [INDEX] }))]))).toBe(
      "valid STATUSLIST_MISSING",
    );
    expect(at(holding([updateTo(listOf(1, { key: KEYS.specimen, revoked: [INDEX] }))]), NOW, KEYS.specimen)).toBe(
      "status-list STATUSLIST_REVOKED",
    );
  });

  test("is suspended for now, but an old list cannot say so", () => {
    const trust = listing({ suspended: [INDEX] }, { issued: ISSUED, bundleVersion: 1 });
    expect(at(trust)).toBe("status-list STATUSLIST_SUSPENDED");
    expect(at(trust, ISSUED + 7 * DAY + 1)).toBe("key-state KEYSET_STALE");
  });

  test("has an index that the list has a place for", () => {
    expect(at(listing({ size: INDEX + 1 }))).toBe("valid");
    expect(at(listing({ size: INDEX }))).toBe("status-list STATUSLIST_INDEX_UNKNOWN");
  });

  test("needs a list that is fresh, whose age is shown", () => {
    // The bundle stays fresh by the list of specimens; the certificates' own list grows old.
    const fresh = updateTo(listOf(1, { key: KEYS.specimen }), { issued: NOW + 7 * DAY });
    const { trust } = accept(stateOf(BUNDLE, [updateTo(listOf(1))]), [fresh], { now: NOW + 7 * DAY });
    const verdicts = [0, DAY, DAY + 1, 7 * DAY, 7 * DAY + 1].map((age) => at(withFloor(trust, 0), ISSUED + age));
    expect(verdicts).toEqual([
      "valid",
      "valid",
      "valid STATUSLIST_AGEING",
      "valid STATUSLIST_AGEING",
      "status-list STATUSLIST_STALE",
    ]);
  });
});

describe("a floor in the bundle", () => {
  const V2 = listOf(2, { revoked: [5] });
  const bundle = naming(BUNDLE, V2);

  test("must be reached: without a list, or with an older one, nothing is valid", () => {
    expect(at(trustOf(bundle))).toBe("status-list STATUSLIST_BEHIND");
    expect(at(holding([updateTo(listOf(1))], bundle))).toBe("status-list STATUSLIST_BEHIND");
    expect(at(holding([updateTo(V2)], bundle))).toBe("valid");
    expect(at(holding([updateTo(listOf(3, { revoked: [5, 6] }))], bundle))).toBe("valid");
  });

  test("counts for its own key alone", () => {
    expect(at(trustOf(naming(BUNDLE, listOf(2, { key: KEYS.specimen }), 1)))).toBe("valid STATUSLIST_MISSING");
  });

  test("does not keep an older list from saying no", () => {
    expect(at(holding([updateTo(listOf(1, { revoked: [INDEX] }))], bundle))).toBe("status-list STATUSLIST_REVOKED");
    expect(at(holding([updateTo(listOf(1, { suspended: [INDEX] }))], bundle))).toBe("status-list STATUSLIST_BEHIND");
  });
});

describe("the age of the trust material", () => {
  const later = ISSUED + 6 * DAY;
  const daily = (bundleVersion: number) =>
    accept(stateOf(BUNDLE), [updateTo(listOf(1), { issued: later, bundleVersion })], { now: later }).trust;

  test("is counted from the newest update that was signed under this very bundle", () => {
    expect(at(daily(BUNDLE.version), later + DAY)).toBe("valid");
    expect(at(daily(BUNDLE.version), later + DAY + 1)).toBe("valid STATUSLIST_AGEING KEYSET_AGEING");
    expect(at(daily(BUNDLE.version), later + 7 * DAY + 1)).toBe("key-state KEYSET_STALE");
  });

  test("is that of the bundle where the update was signed under another", () => {
    for (const version of [BUNDLE.version - 1, BUNDLE.version + 1]) {
      expect(at(daily(version), BUNDLE.issued + 7 * DAY + 1)).toBe("key-state KEYSET_STALE");
      expect(at(daily(version), BUNDLE.issued + 7 * DAY)).toBe("valid KEYSET_AGEING");
    }
  });

  test("has an end that no update moves: the bundle's expiry", () => {
    const almost = BUNDLE.expires - 10;
    const { trust } = accept(stateOf(BUNDLE), [updateTo(listOf(1), { issued: almost })], { now: almost });
    expect(at(trust, BUNDLE.expires - 1)).toBe("valid");
    expect(at(trust, BUNDLE.expires)).toBe("key-state KEYSET_STALE");
  });
});

describe("a stolen certificate key that was revoked", () => {
  const honest = tokenOf({ key: KEYS.revoked });
  const set = issuedSetOf(KEYS.revoked, [
    honest,
    tokenOf({ key: KEYS.revoked, claims: { ...CLAIMS, statusIndex: 1 } }),
  ]);
  const bundle: TrustBundle = {
    ...BUNDLE,
    companions: [{ keyIndex: 3, kind: "issued-set", version: 1, digest: sha256(set) }],
  };
  const trust = holding([set], bundle);
  const of = (claims: typeof CLAIMS, by: Trust = trust, now = NOW) =>
    codeOf(verify(qrTextOf({ key: KEYS.revoked, claims }), by, { now }));

  test("leaves honest certificates valid, and says so", () => {
    expect(of(CLAIMS)).toBe("valid STATUSLIST_MISSING KEY_REVOKED_TOKEN_KNOWN");
    expect(of({ ...CLAIMS, statusIndex: 1 })).toBe("valid STATUSLIST_MISSING KEY_REVOKED_TOKEN_KNOWN");
  });

  test("makes no forgery valid, not even one with an honest index", () => {
    const forged: readonly (typeof CLAIMS)[] = [
      { ...CLAIMS, identity: { fullName: "A Thief" } },
      { ...CLAIMS, exp: CLAIMS.exp + 1 },
      { ...CLAIMS, status: "not" },
      { ...CLAIMS, statusIndex: 2 },
    ];
    for (const claims of forged) expect(of(claims)).toBe("key-state KEY_REVOKED");
  });

  test("leaves all undecided until the set is there, and all revoked where there is none", () => {
    expect(of(CLAIMS, trustOf(bundle))).toBe("key-state ISSUEDSET_MISSING");
    expect(of(CLAIMS, trustOf(BUNDLE))).toBe("key-state KEY_REVOKED");
  });

  test("is still subject to staleness, dates and the status list", () => {
    expect(of(CLAIMS, trust, BUNDLE.issued + 7 * DAY + 1)).toBe("key-state KEYSET_STALE");
    const revoked = accept(stateOf(bundle), [set, updateTo(listOf(1, { key: KEYS.revoked, revoked: [INDEX] }))]).trust;
    expect(of(CLAIMS, revoked)).toBe("status-list STATUSLIST_REVOKED");
    const missing = accept(stateOf(bundle), [updateTo(listOf(1, { key: KEYS.revoked, revoked: [INDEX] }))]).trust;
    expect(of(CLAIMS, missing)).toBe("status-list STATUSLIST_REVOKED");
    expect(of({ ...CLAIMS, statusIndex: 1 }, missing)).toBe("key-state ISSUEDSET_MISSING");
  });
});

test("notices stand in their order", () => {
  const set = issuedSetOf(KEYS.specimen, [tokenOf({ key: KEYS.specimen })]);
  const keys = BUNDLE.keys.map((key, i) => (i === 1 ? { ...key, state: "revoked" as const } : key));
  const bundle: TrustBundle = {
    ...BUNDLE,
    keys,
    companions: [{ keyIndex: 1, kind: "issued-set", version: 1, digest: sha256(set) }],
  };
  const list = updateTo(listOf(1, { key: KEYS.specimen }));
  const all: Code[] = ["STATUSLIST_AGEING", "KEYSET_AGEING", "KEY_REVOKED_TOKEN_KNOWN", "KEY_SPECIMEN"];
  expect(at(holding([set, list], bundle), NOW + 2 * DAY, KEYS.specimen)).toBe(["valid", ...all].join(" "));
});

test("a newer bundle without the list's key takes the list along with it", () => {
  const state = stateOf(BUNDLE, [updateTo(listOf(1, { revoked: [INDEX] }))]);
  const keys = BUNDLE.keys.filter((_, i) => i !== 2);
  const { trust } = accept(state, [signedBundle({ ...BUNDLE, version: 8, keys })]);
  expect(at(trust)).toBe("valid STATUSLIST_MISSING");
});

/** The same with another clock floor: where the age of a list is asked for on its own. */
function withFloor(trust: Trust, clockFloor: number): Trust {
  return trust.ok ? { ok: true, value: { ...trust.value, clockFloor } } : trust;
}
