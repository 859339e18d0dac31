// Status updates and issued sets that a verifier is given: what continues what, whose word counts, and the attacks that TUF names.

import { createHash } from "node:crypto";
import {
  compareBytes,
  decodeCbor,
  decodeSignedStatusUpdate,
  MAX_ISSUED_SET_BYTES,
  MAX_STATUS_CHAIN_BYTES,
  sha256,
  statusListDigest,
  toHex,
} from "@mohor/schema";
import { openTrustState, type TrustState, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { COLLIDING_KEYS } from "../../../test-vectors/generate/test-keys.ts";
import { extendChain } from "../src/status-chain.ts";
import {
  BUNDLE,
  CLAIMS,
  DAY,
  KEYS,
  NOW,
  qrTextOf,
  ROOTS,
  signedBundle,
  testKey,
  tokenOf,
  trustedKey,
} from "./test-issuer.ts";
import {
  accept,
  issuedSetOf,
  LIST_SIZE,
  listOf,
  naming,
  outcomesOf,
  said,
  stateOf,
  updateTo,
} from "./trust-documents.ts";

const SMALL = {
  ...BUNDLE,
  keys: [
    trustedKey(KEYS.certificate),
    trustedKey(KEYS.statusList, { purpose: "status-list" }),
    trustedKey(KEYS.specimen, { purpose: "specimen" }),
  ],
} as const;
const HELD = stateOf(SMALL);
const V5 = listOf(5, { revoked: [3] });
const V6 = listOf(6, { revoked: [3, 9] });
const V7 = listOf(7, { revoked: [3, 9, 12], suspended: [4] });
const AT5 = accept(HELD, [updateTo(V5)]).state;
const AT7 = accept(AT5, [updateTo(V6, { from: V5 }), updateTo(V7, { from: V6 })]).state;

/** Of the certificate key's list what is held. */
function heldList(state: TrustState | null, key = KEYS.certificate) {
  const trust = state === null ? null : openTrustState(state, { engine: nodeCryptoEngine });
  if (!trust?.ok) return null;
  return trust.value.keysByKid.get(toHex(key.kid))?.[0]?.beside.statusList ?? null;
}

describe("a status update", () => {
  test("that is a whole list is accepted, and says what it is about", () => {
    const { state, outcomes } = accept(HELD, [updateTo(V5)]);
    const kid = toHex(KEYS.certificate.kid);
    expect(outcomes).toEqual([{ kind: "status-update", version: 5, kid, outcome: "accepted" }]);
    expect(heldList(state)).toEqual({ list: V5, issued: NOW - 1_800, bundleVersion: BUNDLE.version });
  });

  test("that continues the list held is accepted, one after the other or over several versions", () => {
    expect(heldList(AT7)?.list).toEqual(V7);
    expect(outcomesOf(AT5, [updateTo(V7, { from: V5 })])).toEqual(["accepted"]);
  });

  test("that continues an earlier list of the chain takes the place of what came after it", () => {
    const cumulative = updateTo(listOf(8, { revoked: [3, 9, 12] }), { from: V5 });
    const { state, outcomes } = accept(AT7, [cumulative]);
    expect(said(outcomes)).toEqual(["accepted"]);
    expect(heldList(state)?.list).toEqual(listOf(8, { revoked: [3, 9, 12] }));
    // What was replaced is kept no longer: only the whole list and the new update.
    const kept = accept(HELD, [updateTo(V5), cumulative]).state;
    expect(state?.bytes).toEqual(kept?.bytes);
  });

  test("that is a whole list of a higher version takes the place of all, whatever is held", () => {
    const { state, outcomes } = accept(AT7, [updateTo(listOf(9, { revoked: [1] }))]);
    expect(said(outcomes)).toEqual(["accepted"]);
    expect(state?.bytes).toEqual(accept(HELD, [updateTo(listOf(9, { revoked: [1] }))]).state?.bytes);
  });

  test("that leads to the list held is unchanged, by whatever way; signed again later, it says that nothing has changed", () => {
    expect(outcomesOf(AT7, [updateTo(V7, { from: V6 })])).toEqual(["unchanged"]);
    expect(outcomesOf(AT7, [updateTo(V7)])).toEqual(["unchanged"]);
    const later = accept(AT7, [updateTo(V7, { issued: NOW - 60 })]);
    expect(said(later.outcomes)).toEqual(["accepted"]);
    expect(heldList(later.state)).toMatchObject({ list: V7, issued: NOW - 60 });
  });

  test("that leads to the list held from one that is not is unchanged: a base is known by its version and its digest", () => {
    const issued = NOW - 60;
    for (const unknown of [
      updateTo(V7, { from: listOf(2, { revoked: [3] }), issued }),
      updateTo(V7, { from: listOf(5, { revoked: [9] }), issued }),
      updateTo(V7, { from: V5, issued, twin: { baseVersion: 4 } }),
    ])
      expect(outcomesOf(AT7, [unknown])).toEqual(["unchanged"]);
  });

  test("is taken in ascending order of version, then of base version, whatever their order and their bytes", () => {
    // More indices make a longer document, and a longer one is the greater by its bytes.
    const many = { revoked: Array.from({ length: 300 }, (_, i) => 3 + i) };
    const [long5, long6, long7] = [listOf(5, many), listOf(6, many), listOf(7, many)];
    const versions = [updateTo(long6, { from: V5 }), updateTo(long7, { from: long6 })];
    expect(outcomesOf(AT5, versions)).toEqual(["accepted", "accepted"]);
    expect(outcomesOf(AT5, versions.toReversed())).toEqual(["accepted", "accepted"]);
    const bases = [updateTo(long6), updateTo(long6, { from: long5 })];
    expect(outcomesOf(HELD, bases)).toEqual(["accepted", "unchanged"]);
    expect(outcomesOf(HELD, bases.toReversed())).toEqual(["unchanged", "accepted"]);
  });

  test("is taken together with the bundle that it needs", () => {
    const key = testKey("new status list");
    const bundle = {
      ...SMALL,
      version: 8,
      keys: [...SMALL.keys, trustedKey(key, { purpose: "status-list" })],
    } as const;
    expect(outcomesOf(HELD, [updateTo(V5, { key })])).toEqual(["STATUSLIST_KEY_NOT_ALLOWED"]);
    expect(outcomesOf(HELD, [updateTo(V5, { key }), signedBundle(bundle)])).toEqual(["accepted", "accepted"]);
  });

  test("needs a bundle at all", () => {
    expect(outcomesOf(null, [updateTo(V5)])).toEqual(["KEYSET_MISSING"]);
    expect(outcomesOf(null, [issuedSetOf(KEYS.certificate, [])])).toEqual(["KEYSET_MISSING"]);
  });

  test("may be about specimens, which have a list of their own", () => {
    const list = listOf(1, { key: KEYS.specimen, revoked: [1] });
    const { state } = accept(AT5, [updateTo(list)]);
    expect(heldList(state, KEYS.specimen)?.list).toEqual(list);
    expect(heldList(state)?.list).toEqual(V5);
  });
});

describe("by the names that TUF gives them", () => {
  test("rollback: a list older than the one held is refused; beside a newer one it is its history", () => {
    expect(outcomesOf(AT7, [updateTo(V6)])).toEqual(["STATUSLIST_ROLLBACK"]);
    expect(outcomesOf(AT7, [updateTo(V6, { from: V5 })])).toEqual(["STATUSLIST_ROLLBACK"]);
    const V8 = listOf(8, { revoked: [3, 9, 12] });
    expect(outcomesOf(AT7, [updateTo(V5), updateTo(V6, { from: V5 }), updateTo(V8, { from: V7 })])).toEqual([
      "unchanged",
      "unchanged",
      "accepted",
    ]);
    expect(outcomesOf(AT7, [updateTo(V6), updateTo(V7)])).toEqual(["unchanged", "unchanged"]);
    expect(accept(AT7, [updateTo(V6)]).state).toBe(AT7);
  });

  test("rollback of another key's list beside it does not make an old one history", () => {
    const other = updateTo(listOf(1, { key: KEYS.specimen }));
    expect(outcomesOf(AT7, [updateTo(V6), other])).toEqual(["STATUSLIST_ROLLBACK", "accepted"]);
  });

  test("equivocation: another list of the version held, or of the one that the bundle names", () => {
    expect(outcomesOf(AT7, [updateTo(listOf(7, { revoked: [3] }), { issued: NOW })])).toEqual([
      "STATUSLIST_EQUIVOCATION",
    ]);
    const named = stateOf(naming(SMALL, V7));
    expect(outcomesOf(named, [updateTo(listOf(7, { revoked: [3] }))])).toEqual(["STATUSLIST_EQUIVOCATION"]);
    expect(outcomesOf(named, [updateTo(V7)])).toEqual(["accepted"]);
  });

  test("equivocation: what the bundle names for another key, or of another kind, says nothing about a list", () => {
    const ofSpecimens = naming(SMALL, listOf(7, { key: KEYS.specimen }), 2);
    expect(outcomesOf(stateOf(ofSpecimens), [updateTo(V7)])).toEqual(["accepted"]);
    const set = { keyIndex: 0, kind: "issued-set", version: 1, digest: new Uint8Array(32) } as const;
    const V1 = updateTo(listOf(1));
    expect(outcomesOf(stateOf({ ...SMALL, companions: [set] }), [V1])).toEqual(["accepted"]);
    const both = naming({ ...ofSpecimens, companions: [...ofSpecimens.companions, set] }, listOf(1, { revoked: [3] }));
    expect(outcomesOf(stateOf(both), [V1])).toEqual(["STATUSLIST_EQUIVOCATION"]);
  });

  test("mix-and-match: a list that the new bundle contradicts is forgotten with it", () => {
    const { state } = accept(AT7, [signedBundle({ ...naming(SMALL, listOf(7, { revoked: [1] })), version: 8 })]);
    expect(heldList(state)).toBeNull();
  });

  test("mix-and-match: an update of one list does not continue another one's", () => {
    const other = listOf(5, { revoked: [8] });
    expect(outcomesOf(AT5, [updateTo(listOf(6, { revoked: [8, 9] }), { from: other })])).toEqual(["STATUSLIST_GAP"]);
  });

  test("gap: an update whose base is missing waits for the whole list", () => {
    expect(outcomesOf(HELD, [updateTo(V6, { from: V5 })])).toEqual(["STATUSLIST_GAP"]);
    expect(outcomesOf(AT5, [updateTo(V7, { from: V6 })])).toEqual(["STATUSLIST_GAP"]);
    expect(outcomesOf(AT5, [updateTo(V7, { from: V6 }), updateTo(V6, { from: V5 })])).toEqual(["accepted", "accepted"]);
  });

  test("wrong purpose: a certificate key, a specimen key or a root may not sign a list", () => {
    for (const key of [KEYS.certificate, KEYS.specimen, ROOTS[0] as typeof KEYS.certificate, KEYS.unknown]) {
      expect(outcomesOf(HELD, [updateTo(V5, { key })])).toEqual(["STATUSLIST_KEY_NOT_ALLOWED"]);
    }
  });

  test("wrong purpose: a list is about a key that signs certificates, not about another", () => {
    for (const key of [KEYS.statusList, KEYS.unknown]) {
      expect(outcomesOf(HELD, [updateTo(listOf(1, { key }))])).toEqual(["STATUSLIST_SUBJECT_UNKNOWN"]);
    }
  });

  test("a key that is revoked, not in its dates, or accepted no more", () => {
    const held = (change: Parameters<typeof trustedKey>[1]) =>
      stateOf({
        ...SMALL,
        keys: [trustedKey(KEYS.certificate), trustedKey(KEYS.statusList, { purpose: "status-list", ...change })],
      });
    const update = updateTo(V5);
    const issued = NOW - 1_800;
    expect(outcomesOf(held({ state: "revoked" }), [update])).toEqual(["STATUSLIST_KEY_NOT_ALLOWED"]);
    expect(outcomesOf(held({ useFrom: issued + 1 }), [update])).toEqual(["STATUSLIST_KEY_NOT_ALLOWED"]);
    expect(outcomesOf(held({ signUntil: issued - 1 }), [update])).toEqual(["STATUSLIST_KEY_NOT_ALLOWED"]);
    expect(outcomesOf(held({ signUntil: issued, acceptUntil: NOW - 1 }), [update])).toEqual([
      "STATUSLIST_KEY_NOT_ALLOWED",
    ]);
    expect(outcomesOf(held({ useFrom: issued, signUntil: issued, acceptUntil: NOW }), [update])).toEqual(["accepted"]);
  });

  test("a false signature, or one of none of the keys of its kid", () => {
    const update = updateTo(V5);
    update[update.length - 1] = (update[update.length - 1] as number) ^ 1;
    expect(outcomesOf(HELD, [update])).toEqual(["STATUSLIST_SIGNATURE_INVALID"]);
    const [one, other] = COLLIDING_KEYS;
    const both = [one, other].map((key) => trustedKey(key, { purpose: "status-list" }));
    for (const key of [one, other]) {
      expect(outcomesOf(stateOf({ ...SMALL, keys: [...SMALL.keys, ...both] }), [updateTo(V5, { key })])).toEqual([
        "accepted",
      ]);
    }
    expect(
      outcomesOf(stateOf({ ...SMALL, keys: [...SMALL.keys, ...both.slice(1)] }), [updateTo(V5, { key: one })]),
    ).toEqual(["STATUSLIST_SIGNATURE_INVALID"]);
  });

  test("endless data: a document above its bound is refused before it is read", () => {
    const large = new Uint8Array(4_194_305);
    large[0] = 0xd2;
    expect(outcomesOf(HELD, [large])).toEqual(["STATUSLIST_MALFORMED"]);
  });

  test("a list that contradicts itself", () => {
    expect(outcomesOf(HELD, [updateTo(V5, { twin: { digest: new Uint8Array(32) } })])).toEqual([
      "STATUSLIST_DIGEST_MISMATCH",
    ]);
    expect(outcomesOf(AT5, [updateTo(V6, { from: V5, twin: { reinstated: V5.revoked } })])).toEqual([
      "STATUSLIST_DIGEST_MISMATCH",
    ]);
  });

  test("a list signed in the future, beyond what a clock may lag: an online key does not push the clock", () => {
    expect(outcomesOf(HELD, [updateTo(V5, { issued: NOW + 301 })])).toEqual(["CLOCK_IMPLAUSIBLE"]);
    const { trust, outcomes } = accept(HELD, [updateTo(V5, { issued: NOW + 300 })]);
    expect(said(outcomes)).toEqual(["accepted"]);
    expect(trust.ok && trust.value.clockFloor).toBe(NOW + 300);
  });

  test("fast-forward recovery: a stolen status list key drives the version ahead, and a new bundle undoes it", () => {
    const ahead = accept(AT7, [updateTo(listOf(0xffff_ffff))]);
    expect(said(ahead.outcomes)).toEqual(["accepted"]);
    const key = testKey("new status list");
    const honest = updateTo(listOf(8, { revoked: [3, 9, 12] }), { key });
    const revoked = trustedKey(KEYS.statusList, { purpose: "status-list", state: "revoked" });
    const keys = [trustedKey(KEYS.certificate), revoked, trustedKey(key, { purpose: "status-list" })];
    for (const bundle of [
      { ...SMALL, version: 8, keys },
      { ...SMALL, version: 8, keys: keys.filter((one) => one !== revoked) },
    ]) {
      const { state, outcomes } = accept(ahead.state, [signedBundle(bundle), honest]);
      expect(said(outcomes)).toEqual(["accepted", "accepted"]);
      expect(heldList(state)?.list.version).toBe(8);
    }
    // Until the honest list is there, the floor in the bundle keeps the gate from saying yes.
    const { trust } = accept(ahead.state, [signedBundle(naming({ ...SMALL, version: 8, keys }, V7))]);
    expect(verify(qrTextOf(), trust, { now: NOW })).toMatchObject({ code: "STATUSLIST_BEHIND" });
  });

  test("a list of a key that the new bundle drops is forgotten", () => {
    const keys = SMALL.keys.slice(1);
    const { state } = accept(AT7, [signedBundle({ ...SMALL, version: 8, keys })]);
    // Nothing is left of it but the clock floor, in as many bytes as any other.
    expect(state?.bytes.length).toBe(stateOf({ ...SMALL, version: 8, keys }).bytes.length);
  });
});

test("a state has its lists in ascending order of their subjects, whichever was taken in first", () => {
  for (const [version, ofSpecimens] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const lists = [listOf(version), listOf(ofSpecimens, { key: KEYS.specimen })];
    const inOrder = lists.toSorted((a, b) => compareBytes(a.subject, b.subject));
    const { state } = accept(
      HELD,
      lists.map((list) => updateTo(list)),
    );
    const document = decodeCbor(state?.bytes ?? new Uint8Array(0), { maxBytes: 100_000, maxItems: 100 });
    if (!document.ok) throw new Error(document.code);
    expect(document.value.item).toMatchObject({ 2: inOrder.map((list) => updateTo(list)) });
  }
});

describe("a chain", () => {
  test("has at most so many updates; then the whole list is needed", () => {
    const lists = Array.from({ length: 401 }, (_, i) => listOf(i + 1));
    const updates = lists.map((list, i) => updateTo(list, { from: lists[i - 1] ?? null }));
    const { outcomes, state } = accept(HELD, updates);
    expect(said(outcomes).filter((code) => code === "accepted").length).toBe(400);
    expect(said(outcomes).at(-1)).toBe("STATUSLIST_GAP");
    expect(outcomesOf(state, [updateTo(listOf(401))])).toEqual(["accepted"]);
  });

  test("has at most so many bytes", () => {
    const received = (bytes: Uint8Array, length = bytes.length) => {
      const signed = decodeSignedStatusUpdate(bytes);
      if (!signed.ok) throw new Error(signed.code);
      // Only the length counts here, of a document that was read before.
      return { bytes: new Uint8Array(length), signed: signed.value };
    };
    const whole = extendChain(null, received(updateTo(V5), 1_000));
    const chain = whole.outcome === "extended" ? whole.chain : null;
    const next = (length: number) => extendChain(chain, received(updateTo(V6, { from: V5 }), length));
    expect(next(MAX_STATUS_CHAIN_BYTES - 1_000)).toMatchObject({ outcome: "extended" });
    expect(next(MAX_STATUS_CHAIN_BYTES - 999)).toEqual({ outcome: "refused", code: "STATUSLIST_GAP" });
  });
});

describe("an issued set", () => {
  const token = tokenOf({ key: KEYS.revoked });
  const set = issuedSetOf(KEYS.revoked, [token]);
  const bundle = {
    ...SMALL,
    keys: [...SMALL.keys, trustedKey(KEYS.revoked, { state: "revoked" })],
    companions: [{ keyIndex: 3, kind: "issued-set", version: 1, digest: sha256(set) }],
  } as const;
  const held = stateOf(bundle);
  const kid = toHex(KEYS.revoked.kid);

  test("that the bundle names is accepted, once", () => {
    const { state, outcomes } = accept(held, [set, set]);
    expect(outcomes).toEqual([
      { kind: "issued-set", version: null, kid, outcome: "accepted" },
      { kind: "issued-set", version: null, kid, outcome: "unchanged" },
    ]);
    expect([...(state?.issuedSets.keys() ?? [])]).toEqual([toHex(sha256(set))]);
    expect(outcomesOf(state, [set])).toEqual(["unchanged"]);
  });

  test("that no bundle names is refused, and one that the next bundle does not name is dropped", () => {
    expect(outcomesOf(held, [issuedSetOf(KEYS.revoked, [])])).toEqual(["ISSUEDSET_UNKNOWN"]);
    const { state } = accept(held, [set]);
    const after = accept(state, [signedBundle({ ...bundle, version: 8, companions: [] })]).state;
    expect(after?.issuedSets.size).toBe(0);
    const kept = accept(state, [signedBundle({ ...bundle, version: 8 })]).state;
    expect([...(kept?.issuedSets.values() ?? [])]).toEqual([set]);
  });

  test("is found among several companions, and a status list of its digest does not name it", () => {
    const { state, outcomes } = accept(stateOf(naming(bundle, V5)), [set]);
    expect(said(outcomes)).toEqual(["accepted"]);
    const companions = bundle.companions.map((one) => ({ ...one, kind: "status-list" as const }));
    const other = { ...bundle, version: 8, companions };
    expect(outcomesOf(stateOf(other), [set])).toEqual(["ISSUEDSET_UNKNOWN"]);
    expect(accept(state, [signedBundle(other)]).state?.issuedSets.size).toBe(0);
  });

  test("that is named and damaged, or about another key, is refused", () => {
    for (const wrong of [Uint8Array.of(0xa4), issuedSetOf(KEYS.certificate, [token])]) {
      const companions = [{ keyIndex: 3, kind: "issued-set", version: 1, digest: sha256(wrong) }] as const;
      expect(outcomesOf(stateOf({ ...bundle, companions }), [wrong])).toEqual(["ISSUEDSET_MALFORMED"]);
    }
  });

  test("above its bound is unknown though the bundle names it; of the largest size it is read", () => {
    const large = new Uint8Array(MAX_ISSUED_SET_BYTES + 1);
    large[0] = 0xa4;
    for (const [bytes, code] of [
      [large, "ISSUEDSET_UNKNOWN"],
      [large.subarray(0, -1), "ISSUEDSET_MALFORMED"],
    ] as const) {
      const digest = createHash("sha256").update(bytes).digest();
      const companions = [{ keyIndex: 3, kind: "issued-set", version: 1, digest }] as const;
      expect(outcomesOf(stateOf({ ...bundle, companions }), [bytes])).toEqual([code]);
    }
  }, 180_000);
});

describe("a document", () => {
  test("that is nothing known is refused, with a bundle or without", () => {
    const unknown = [new Uint8Array(0), Uint8Array.of(0x89, 0x50), new TextEncoder().encode("{}")];
    for (const held of [HELD, null]) {
      expect(outcomesOf(held, unknown)).toEqual(new Array(3).fill("PACK_DOCUMENT_UNKNOWN"));
    }
  });

  test("is refused with the code of a state that does not open, which is left as it is", () => {
    const damaged = { ...HELD, bytes: HELD.bytes.slice(1) };
    const { state, trust, outcomes } = accept(damaged, [updateTo(V5), Uint8Array.of(0)]);
    expect([state, trust]).toEqual([damaged, { ok: false, code: "TRUST_STATE_MALFORMED" }]);
    expect(said(outcomes)).toEqual(["TRUST_STATE_MALFORMED", "TRUST_STATE_MALFORMED"]);
  });

  test("is never judged at a time that is no number", () => {
    for (const now of [Number.NaN, 1.5, Number.POSITIVE_INFINITY])
      expect(() => accept(HELD, [], { now })).toThrow(TypeError);
  });
});

test("in whatever order updates come, the same become of them and the same lists are held", () => {
  const V8 = listOf(8, { revoked: [3, 9, 12] });
  const documents = [
    updateTo(V5),
    updateTo(V6, { from: V5 }),
    updateTo(V6),
    updateTo(listOf(6, { revoked: [3] })),
    updateTo(V7, { from: V6 }),
    updateTo(V8, { from: V5 }),
    updateTo(listOf(4, { revoked: [3] })),
    updateTo(listOf(1, { key: KEYS.specimen })),
    updateTo(listOf(2, { key: KEYS.specimen }), { from: listOf(1, { key: KEYS.specimen }) }),
    signedBundle({ ...SMALL, version: 8 }),
  ];
  const named = new Map(documents.map((bytes, i) => [bytes, i]));
  const of = (given: readonly Uint8Array[]) => {
    const { state, outcomes } = accept(AT5, given);
    const what = said(outcomes).map((code, i) => `${named.get(given[i] as Uint8Array<ArrayBuffer>)} ${code}`);
    return { bytes: toHex(state?.bytes ?? new Uint8Array(0)), what: what.sort() };
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(documents), (given) => {
      const inOrder = given.toSorted(
        (a, b) => (named.get(a as Uint8Array<ArrayBuffer>) ?? 0) - (named.get(b as Uint8Array<ArrayBuffer>) ?? 0),
      );
      expect(of(given)).toEqual(of(inOrder));
    }),
    runs(30),
  );
});

test("no bit of a signed update can be changed and the update be accepted", () => {
  const update = updateTo(V6, { from: V5 });
  const changed = Array.from({ length: update.length * 8 }, (_, bit) => {
    const copy = update.slice();
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
    return copy;
  });
  const { state, outcomes } = accept(AT5, changed);
  expect(outcomes.filter(({ outcome }) => outcome !== "refused")).toEqual([]);
  expect(state).toBe(AT5);
  expect(outcomesOf(AT5, [update])).toEqual(["accepted"]);
});

test("random documents end with a code, within the bounds", () => {
  const start = fc.constantFrom([], [0xd2], [0xd8, 0x62], [0xa4], [...updateTo(V5).subarray(0, 60)]);
  const document = fc
    .tuple(start, fc.uint8Array({ maxLength: 80 }))
    .map(([head, rest]) => Uint8Array.of(...head, ...rest));
  fc.assert(
    fc.property(fc.array(document, { maxLength: 4 }), (documents) => {
      for (const { outcome } of accept(AT5, documents).outcomes) expect(outcome).toBe("refused");
    }),
    runs(100),
  );
});

test("a list is asked for the index of the certificate, and a bundle of yesterday is fresh by an update of today", () => {
  const index = CLAIMS.statusIndex;
  expect(index).toBeLessThan(LIST_SIZE);
  const later = NOW + 3 * DAY;
  const bare = accept(HELD, [updateTo(listOf(1, { revoked: [index] }))]).trust;
  expect(verify(qrTextOf(), bare, { now: NOW })).toMatchObject({ outcome: "invalid", code: "STATUSLIST_REVOKED" });
  const fresh = accept(HELD, [updateTo(listOf(1), { issued: later })], { now: later }).trust;
  expect(verify(qrTextOf(), fresh, { now: later })).toMatchObject({ outcome: "valid", notices: [] });
  expect(statusListDigest(listOf(1))).not.toEqual(statusListDigest(listOf(2)));
});
