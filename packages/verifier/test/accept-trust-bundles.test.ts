// Trust bundles that a verifier is given, one after the other or at once: the scenarios of TUF by name, and first trust.

import { encodeSignedTrustBundle, encodeTrustBundle, rootSetFingerprint, type TrustBundle } from "@mohor/schema";
import { openTrustState, type TrustState } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { BUNDLE, DAY, KEYS, NOW, ROOT, ROOTS, signedBundle, type TestKey, testKey, trustedKey } from "./test-issuer.ts";
import { accept, outcomesOf, said, stateOf } from "./trust-documents.ts";

const SMALL: TrustBundle = { ...BUNDLE, keys: [trustedKey(KEYS.certificate)] };
const next = (version: number, change: Partial<TrustBundle> = {}): TrustBundle => ({ ...SMALL, version, ...change });
const NEW_ROOTS = [testKey("new root 1"), testKey("new root 2"), testKey("new root 3")];
const rootedAt = (roots: readonly TestKey[]) => ({ rootKeys: roots.map(({ publicKey }) => publicKey) });
const HELD = stateOf(SMALL);
const versionOf = (state: TrustState | null) => {
  const trust = state === null ? null : openTrustState(state, { engine: nodeCryptoEngine });
  return trust?.ok ? trust.value.bundle.version : null;
};

describe("a trust bundle that follows the one held", () => {
  test("is accepted and held, and the same bundle again is unchanged", () => {
    const { state, trust, outcomes } = accept(HELD, [signedBundle(next(8))]);
    expect(outcomes).toEqual([{ kind: "trust-bundle", version: 8, kid: null, outcome: "accepted" }]);
    expect(trust.ok && trust.value.bundle).toEqual(next(8));
    expect(versionOf(state)).toBe(8);
    const again = accept(state, [signedBundle(next(8))]);
    expect(said(again.outcomes)).toEqual(["unchanged"]);
    expect(again.state).toBe(state);
  });

  test("may skip versions, as long as the roots are the same", () => {
    expect(outcomesOf(HELD, [signedBundle(next(70))])).toEqual(["accepted"]);
  });

  test("may be signed by other roots of the threshold than before", () => {
    expect(outcomesOf(HELD, [signedBundle(next(8), ROOTS.slice(1))])).toEqual(["accepted"]);
  });

  test("counts also where it was issued after the clock: the clock is wrong, and the floor rises", () => {
    const { trust } = accept(HELD, [signedBundle(next(8, { issued: NOW + DAY }))]);
    expect(trust.ok && trust.value.clockFloor).toBe(NOW + DAY);
  });
});

describe("by the names that TUF gives them", () => {
  test("rollback: a bundle older than the one held is refused, and nothing changes", () => {
    const { state, trust, outcomes } = accept(HELD, [signedBundle(next(6))]);
    expect(said(outcomes)).toEqual(["KEYSET_ROLLBACK"]);
    expect(state).toBe(HELD);
    expect(trust.ok && trust.value.bundle.version).toBe(7);
  });

  test("rollback: beside the one held or a newer one, an older one is history and no attack", () => {
    expect(outcomesOf(HELD, [signedBundle(next(6)), signedBundle(next(8))])).toEqual(["unchanged", "accepted"]);
    expect(outcomesOf(HELD, [signedBundle(SMALL), signedBundle(next(6))])).toEqual(["unchanged", "unchanged"]);
    expect(outcomesOf(HELD, [signedBundle(next(6)), signedBundle(next(8), [ROOT])])).toEqual([
      "KEYSET_ROLLBACK",
      "KEYSET_ROOT_UNTRUSTED",
    ]);
  });

  test("equivocation: another content of the version held is refused, also where both come at once", () => {
    const other = accept(HELD, [signedBundle(next(7, { expires: NOW + 31 * DAY }))]);
    expect(said(other.outcomes)).toEqual(["KEYSET_EQUIVOCATION"]);
    expect(other.trust.ok && other.trust.value.bundle).toEqual(SMALL);
    const two = [signedBundle(next(8)), signedBundle(next(8, { expires: NOW + 31 * DAY }))];
    expect(outcomesOf(HELD, two)).toEqual(["KEYSET_EQUIVOCATION", "KEYSET_EQUIVOCATION"]);
    expect(accept(HELD, two).state).toBe(HELD);
    expect(outcomesOf(HELD, [signedBundle(next(8)), signedBundle(next(8), ROOTS.slice(1))])).toEqual([
      "accepted",
      "unchanged",
    ]);
  });

  test("freeze: a bundle that has expired is not accepted", () => {
    expect(outcomesOf(HELD, [signedBundle(next(8, { issued: NOW - 2, expires: NOW }))])).toEqual(["KEYSET_EXPIRED"]);
    expect(outcomesOf(HELD, [signedBundle(next(8, { issued: NOW - 2, expires: NOW + 1 }))])).toEqual(["accepted"]);
    expect(accept(HELD, [signedBundle(next(8, { issued: NOW - 2, expires: NOW }))]).state).toBe(HELD);
  });

  test("expired root chain with a valid path: bundles in between may have expired, the last may not", () => {
    const old = { issued: NOW - 90 * DAY, expires: NOW - 60 * DAY };
    const newer = testKey("newest root");
    const first = next(8, { ...old, ...rootedAt(NEW_ROOTS) });
    const second = next(9, { ...old, rootThreshold: 1, ...rootedAt([newer]) });
    const third = next(10, { rootThreshold: 1, ...rootedAt([newer]) });
    const path = [
      signedBundle(third, [newer]),
      signedBundle(first, [...ROOTS, ...NEW_ROOTS]),
      signedBundle(second, [...NEW_ROOTS, newer]),
    ];
    expect(outcomesOf(HELD, path)).toEqual(["accepted", "accepted", "accepted"]);
    expect(versionOf(accept(HELD, path).state)).toBe(10);
    expect(outcomesOf(HELD, path.slice(1))).toEqual(["KEYSET_EXPIRED", "KEYSET_EXPIRED"]);
    expect(outcomesOf(HELD, [path[0] as Uint8Array, path[1] as Uint8Array])).toEqual([
      "KEYSET_ROOT_UNTRUSTED",
      "KEYSET_EXPIRED",
    ]);
    // A copy of one that has expired after all is no better than it.
    expect(outcomesOf(HELD, [path[1] as Uint8Array, path[1] as Uint8Array])).toEqual([
      "KEYSET_EXPIRED",
      "KEYSET_EXPIRED",
    ]);
  });

  test("below threshold: of new roots the old threshold must have signed, and the new one", () => {
    const rotated = next(8, rootedAt(NEW_ROOTS));
    expect(outcomesOf(HELD, [signedBundle(rotated, NEW_ROOTS)])).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
    expect(outcomesOf(HELD, [signedBundle(rotated, [ROOT, ...NEW_ROOTS])])).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
    expect(outcomesOf(HELD, [signedBundle(rotated, ROOTS)])).toEqual(["KEYSET_SIGNATURE_INVALID"]);
    expect(outcomesOf(HELD, [signedBundle(rotated, [...ROOTS, NEW_ROOTS[0] as TestKey])])).toEqual([
      "KEYSET_SIGNATURE_INVALID",
    ]);
    expect(outcomesOf(HELD, [signedBundle(rotated, [...ROOTS.slice(1), ...NEW_ROOTS.slice(1)])])).toEqual(["accepted"]);
    expect(outcomesOf(HELD, [encodeSignedTrustBundle(encodeTrustBundle(next(8)), [])])).toEqual([
      "KEYSET_ROOT_UNTRUSTED",
    ]);
  });

  test("below threshold: a bundle of the version held needs its signatures like any other", () => {
    expect(outcomesOf(HELD, [signedBundle(SMALL, [ROOT])])).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
  });

  test("one key counted twice: however often a root has signed, it counts once", () => {
    expect(outcomesOf(HELD, [signedBundle(next(8), [ROOT, ROOT, ROOT])])).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
  });

  test("wrong purpose: a key of the bundle is no root", () => {
    expect(outcomesOf(HELD, [signedBundle(next(8), [ROOT, KEYS.certificate])])).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
  });

  test("unknown version: a bundle of another format asks for an update of the program", () => {
    const payload = encodeTrustBundle(next(8));
    // {0: 1, …} becomes {0: 2, …}.
    payload[2] = 2;
    expect(outcomesOf(HELD, [encodeSignedTrustBundle(payload, [])])).toEqual(["KEYSET_VERSION_UNSUPPORTED"]);
  });

  test("endless data: a document above its bound is refused by its length alone", () => {
    expect(outcomesOf(HELD, [Uint8Array.of(0xd8, 0x62, ...new Uint8Array(65_535))])).toEqual(["KEYSET_MALFORMED"]);
  });

  test("fast-forward: the highest version of all is still only the roots' to give, and what follows is an older one", () => {
    const last = accept(HELD, [signedBundle(next(0xffff_ffff))]);
    expect(said(last.outcomes)).toEqual(["accepted"]);
    expect(outcomesOf(last.state, [signedBundle(next(8))])).toEqual(["KEYSET_ROLLBACK"]);
  });
});

describe("the first trust bundle", () => {
  const fingerprint = rootSetFingerprint(SMALL);
  const strangers = next(9, { rootThreshold: 1, ...rootedAt([KEYS.unknown]) });
  const forged = signedBundle(strangers, [KEYS.unknown]);

  test("needs somebody's word", () => {
    const { state, trust, outcomes } = accept(null, [signedBundle(SMALL)]);
    expect(said(outcomes)).toEqual(["KEYSET_ROOT_UNCONFIRMED"]);
    expect(state).toBeNull();
    expect(trust).toEqual({ ok: false, code: "KEYSET_MISSING" });
    expect(outcomesOf(null, [])).toEqual([]);
  });

  test("is accepted by the fingerprint of its roots, and no other is", () => {
    expect(outcomesOf(null, [signedBundle(SMALL)], { firstTrust: { fingerprint } })).toEqual(["accepted"]);
    expect(outcomesOf(null, [forged], { firstTrust: { fingerprint } })).toEqual(["KEYSET_FINGERPRINT_MISMATCH"]);
    expect(outcomesOf(null, [forged, signedBundle(SMALL)], { firstTrust: { fingerprint } })).toEqual([
      "KEYSET_ROOT_UNTRUSTED",
      "accepted",
    ]);
  });

  test("is accepted from whoever comes first, where the person decided so", () => {
    expect(outcomesOf(null, [signedBundle(SMALL)], { firstTrust: "on-first-use" })).toEqual(["accepted"]);
    expect(outcomesOf(null, [forged], { firstTrust: "on-first-use" })).toEqual(["accepted"]);
  });

  test("is the newest that is confirmed, with the older ones beside it and the newer ones it vouches for", () => {
    const rotated = signedBundle(next(9, rootedAt(NEW_ROOTS)), [...ROOTS, ...NEW_ROOTS]);
    const all = [rotated, signedBundle(SMALL), signedBundle(next(8)), signedBundle(next(8))];
    expect(outcomesOf(null, all, { firstTrust: { fingerprint } })).toEqual([
      "accepted",
      "unchanged",
      "accepted",
      "unchanged",
    ]);
    expect(versionOf(accept(null, all, { firstTrust: { fingerprint } }).state)).toBe(9);
  });

  test("is the only one of its version: another one beside it is judged as if it had been held", () => {
    const change = rootedAt(NEW_ROOTS);
    const beside = [
      signedBundle(next(7, change), NEW_ROOTS),
      signedBundle(next(7, change), ROOTS),
      signedBundle(next(7, change), [...ROOTS, ...NEW_ROOTS]),
      signedBundle(SMALL, [...ROOTS, ...NEW_ROOTS]),
    ];
    const { state, outcomes } = accept(null, [signedBundle(SMALL), ...beside], { firstTrust: { fingerprint } });
    expect(said(outcomes)).toEqual([
      "accepted",
      "KEYSET_ROOT_UNTRUSTED",
      "KEYSET_SIGNATURE_INVALID",
      "KEYSET_EQUIVOCATION",
      "unchanged",
    ]);
    expect(state?.bytes).toEqual(HELD.bytes);
  });

  test("must hold by itself", () => {
    const half = signedBundle(SMALL, [ROOT]);
    expect(outcomesOf(null, [half], { firstTrust: { fingerprint } })).toEqual(["KEYSET_SIGNATURE_INVALID"]);
    expect(outcomesOf(null, [half])).toEqual(["KEYSET_SIGNATURE_INVALID"]);
    const older = signedBundle(next(6), [ROOT]);
    expect(outcomesOf(null, [older, signedBundle(SMALL)], { firstTrust: { fingerprint } })).toEqual([
      "KEYSET_SIGNATURE_INVALID",
      "accepted",
    ]);
  });

  test("must not have expired", () => {
    const expired = signedBundle(next(7, { expires: NOW }));
    const { state, outcomes } = accept(null, [expired], { firstTrust: "on-first-use" });
    expect([state, ...said(outcomes)]).toEqual([null, "KEYSET_EXPIRED"]);
    expect(outcomesOf(null, [expired, signedBundle(next(6))], { firstTrust: "on-first-use" })).toEqual([
      "KEYSET_EXPIRED",
      "KEYSET_ROLLBACK",
    ]);
  });

  test("is none of two contents of one version; then it is an older one", () => {
    const two = [signedBundle(next(8)), signedBundle(next(8, { expires: NOW + 31 * DAY }))];
    expect(outcomesOf(null, two, { firstTrust: { fingerprint } })).toEqual([
      "KEYSET_EQUIVOCATION",
      "KEYSET_EQUIVOCATION",
    ]);
    const { state, outcomes } = accept(null, [...two, signedBundle(SMALL)], { firstTrust: { fingerprint } });
    expect(said(outcomes)).toEqual(["KEYSET_EQUIVOCATION", "KEYSET_EQUIVOCATION", "accepted"]);
    expect(versionOf(state)).toBe(7);
  });

  test("counts only where nothing is held: a fingerprint opens no way past the roots that are", () => {
    const theirs = rootSetFingerprint(strangers);
    expect(outcomesOf(HELD, [forged], { firstTrust: { fingerprint: theirs } })).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
    expect(outcomesOf(HELD, [forged], { firstTrust: "on-first-use" })).toEqual(["KEYSET_ROOT_UNTRUSTED"]);
  });
});

test("in whatever order bundles come, the same become of them and the same one is held", () => {
  const newer = testKey("newest root");
  const documents = [
    signedBundle(next(6)),
    signedBundle(SMALL),
    signedBundle(next(8)),
    signedBundle(next(9, rootedAt(NEW_ROOTS)), [...ROOTS, ...NEW_ROOTS]),
    signedBundle(next(9, { ...rootedAt(NEW_ROOTS), expires: NOW + 31 * DAY }), [...ROOTS, ...NEW_ROOTS]),
    signedBundle(next(10, rootedAt(NEW_ROOTS)), NEW_ROOTS),
    signedBundle(next(11, { rootThreshold: 1, ...rootedAt([newer]) }), [newer]),
    signedBundle(next(12), ROOTS),
    signedBundle(next(13, { issued: NOW - 2, expires: NOW }), ROOTS),
  ];
  const named = new Map(documents.map((bytes, i) => [bytes, i]));
  const of = (given: readonly Uint8Array[]) => {
    const { state, outcomes } = accept(HELD, given);
    const byDocument = said(outcomes).map((code, i) => `${named.get(given[i] as Uint8Array<ArrayBuffer>)} ${code}`);
    return { version: versionOf(state), outcomes: byDocument.sort() };
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(documents), (given) => {
      const inOrder = given.toSorted((a, b) => (named.get(a) ?? 0) - (named.get(b) ?? 0));
      expect(of(given)).toEqual(of(inOrder));
    }),
    runs(40),
  );
});
