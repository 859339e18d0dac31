// What a verifier keeps, and what becomes of it when it is damaged, forged or moved.

import {
  type CborValue,
  decodeCbor,
  encodeCbor,
  encodePack,
  fromHex,
  sha256,
  type TrustedKey,
  toHex,
} from "@mohor/schema";
import { isTrustState, openTrustState, raiseClockFloor, type TrustState, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { describe, expect, test } from "vitest";
import { EFFORT } from "../../../test-support/effort.ts";
import { BUNDLE, DAY, KEYS, NOW, qrTextOf, ROOTS, signedBundle, tokenOf, trustedKey } from "./test-issuer.ts";
import { accept, issuedSetOf, listOf, stateOf, updateTo } from "./trust-documents.ts";

const open = (state: TrustState) => openTrustState(state, { engine: nodeCryptoEngine });
const codeOf = (bytes: Uint8Array) => {
  const trust = open({ bytes, issuedSets: new Map() });
  return trust.ok ? "opened" : trust.code;
};

const V1 = listOf(1, { revoked: [3] });
const V2 = listOf(2, { revoked: [3, 4] });
const SET = issuedSetOf(KEYS.revoked, [tokenOf({ key: KEYS.revoked })]);
// Every signature of it is needed, and it has a key to sign certificates, one to sign lists, and one that is revoked.
const bundle = {
  ...BUNDLE,
  rootThreshold: 3,
  keys: [BUNDLE.keys[0], BUNDLE.keys[2], BUNDLE.keys[3]] as readonly TrustedKey[],
  companions: [{ keyIndex: 2, kind: "issued-set", version: 1, digest: sha256(SET) }],
} as const;
const STATE = stateOf(bundle, [updateTo(V1), updateTo(V2, { from: V1, issued: NOW - 600 }), SET]);

const partsOf = (bytes: Uint8Array): readonly CborValue[] => {
  const document = decodeCbor(bytes, { maxBytes: 2 ** 29, maxItems: 100 });
  if (!document.ok) throw new Error(document.code);
  return document.value.item as readonly CborValue[];
};
const [, signed, updates, clockFloor] = partsOf(STATE.bytes) as [number, Uint8Array, readonly Uint8Array[], number];
const stateWith = (...parts: readonly CborValue[]) => encodeCbor(parts);

describe("a trust state", () => {
  test("is the signed bytes that were accepted, and the newest signed time", () => {
    expect([signed, updates.length, clockFloor]).toEqual([signedBundle(bundle), 2, NOW - 600]);
    expect([...STATE.issuedSets]).toEqual([[toHex(sha256(SET)), SET]]);
    expect([...stateOf(bundle, [SET]).issuedSets]).toEqual([[toHex(sha256(SET)), SET]]);
  });

  test("opens to the trust store that its acceptance gave", () => {
    const { trust } = accept(STATE, []);
    const { keysByKid, ...rest } = trust.ok ? trust.value : ({} as never);
    const again = open(STATE);
    const { keysByKid: others, ...same } = again.ok ? again.value : ({} as never);
    expect(same).toEqual(rest);
    expect([...others.values()].flat().map(({ beside }) => beside)).toEqual(
      [...keysByKid.values()].flat().map(({ beside }) => beside),
    );
    expect(verify(qrTextOf(), again, { now: NOW })).toMatchObject({ outcome: "valid", notices: [] });
  });

  test("is told from documents and packs by its first bytes", () => {
    expect(isTrustState(STATE.bytes)).toBe(true);
    for (const other of [signed, SET, encodePack([signed, signed, signed, signed]), new Uint8Array(0)]) {
      expect(isTrustState(other)).toBe(false);
    }
  });

  test.each<[string, Uint8Array]>([
    ["of no bytes", new Uint8Array(0)],
    ["cut short", STATE.bytes.subarray(0, -1)],
    ["of another format", stateWith(2, signed, updates, clockFloor)],
    ["of three parts", stateWith(1, signed, updates)],
    ["of five parts", stateWith(1, signed, updates, clockFloor, 0)],
    ["with a bundle that is no bytes", stateWith(1, "bundle", updates, clockFloor)],
    ["with updates that are no list", stateWith(1, signed, signed, clockFloor)],
    ["with an update that is no bytes", stateWith(1, signed, [1], clockFloor)],
    ["with an update in text", stateWith(1, signed, [...updates, "u"], clockFloor)],
    ["with a floor that is no time", stateWith(1, signed, updates, -1)],
    ["with a floor in text", stateWith(1, signed, updates, "1")],
    ["that is tagged", encodeCbor([1, signed, updates, clockFloor], [61])],
    ["that is a map", encodeCbor(new Map())],
    ["with an update that is none", stateWith(1, signed, [SET], clockFloor)],
    ["with an update twice", stateWith(1, signed, [...updates, updates[1] as Uint8Array], clockFloor)],
    ["with updates out of order", stateWith(1, signed, updates.toReversed(), clockFloor)],
    ["with an update by a stranger", stateWith(1, signed, [updateTo(V1, { key: KEYS.unknown })], clockFloor)],
    ["with a list that lacks its beginning", stateWith(1, signed, updates.slice(1), clockFloor)],
    ["with an update whose signature is false", stateWith(1, signed, [flipped(updates[0] as Uint8Array)], clockFloor)],
  ])("%s does not open", (_, bytes) => {
    expect(codeOf(bytes)).toBe("TRUST_STATE_MALFORMED");
  });

  test("with a bundle that does not hold has the bundle's code", () => {
    expect(codeOf(stateWith(1, flipped(signed), [], 0))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(stateWith(1, signedBundle(bundle, ROOTS.slice(1, 2)), [], 0))).toBe("KEYSET_SIGNATURE_INVALID");
    expect(codeOf(stateWith(1, SET, [], 0))).toBe("KEYSET_MALFORMED");
  });

  test("opens without an issued set, or with a damaged one in its place: then it is missing", () => {
    const missing = (issuedSets: TrustState["issuedSets"]) =>
      verify(qrTextOf({ key: KEYS.revoked }), open({ bytes: STATE.bytes, issuedSets }), { now: NOW });
    const digest = toHex(sha256(SET));
    expect(missing(new Map())).toMatchObject({ outcome: "undecided", code: "ISSUEDSET_MISSING" });
    expect(missing(new Map([[digest, flipped(SET)]]))).toMatchObject({ code: "ISSUEDSET_MISSING" });
    expect(missing(new Map([["another name", SET]]))).toMatchObject({ outcome: "valid" });
  });

  test("opens without an issued set about another key than the bundle says: then it is missing", () => {
    const foreign = issuedSetOf(KEYS.certificate, [tokenOf({ key: KEYS.revoked })]);
    const digest = sha256(foreign);
    const companions = [{ keyIndex: 2, kind: "issued-set", version: 1, digest }] as const;
    const bytes = stateWith(1, signedBundle({ ...bundle, companions }), [], clockFloor);
    const trust = open({ bytes, issuedSets: new Map([[toHex(digest), foreign]]) });
    expect(verify(qrTextOf({ key: KEYS.revoked }), trust, { now: NOW })).toMatchObject({ code: "ISSUEDSET_MISSING" });
  });

  test("keeps no issued set that a bundle names as a list", () => {
    const companions = [{ keyIndex: 2, kind: "status-list", version: 1, digest: sha256(SET) }] as const;
    const next = accept(STATE, [signedBundle({ ...bundle, version: bundle.version + 1, companions })]);
    expect(next.outcomes).toMatchObject([{ outcome: "accepted" }]);
    expect(next.state?.issuedSets).toEqual(new Map());
  });

  test("no byte of it can be changed so that it opens, but for those of the floor", () => {
    const step = Math.max(1, Math.floor(11 / EFFORT));
    for (let at = 0; at < STATE.bytes.length - 4; at += step) {
      const changed = STATE.bytes.slice();
      changed[at] = (changed[at] as number) ^ 0x40;
      if (codeOf(changed) === "opened") throw new Error(`byte ${at}`);
    }
  });
});

describe("the clock floor", () => {
  const store = () => {
    const trust = open(STATE);
    if (!trust.ok) throw new Error(trust.code);
    return trust.value;
  };
  const held = { state: STATE, store: store() };

  test("is the newest signed time that is held", () => {
    expect(held.store.clockFloor).toBe(NOW - 600);
    expect(verify(qrTextOf(), { ok: true, value: held.store }, { now: NOW - 901 })).toMatchObject({
      code: "CLOCK_IMPLAUSIBLE",
    });
  });

  test("rises to a signed time that was seen, in the store and in what is kept", () => {
    const raised = raiseClockFloor(held, NOW + 60);
    expect(raised.store.clockFloor).toBe(NOW + 60);
    const again = open(raised.state);
    expect(again.ok && again.value.clockFloor).toBe(NOW + 60);
    expect(raised.state.issuedSets).toBe(STATE.issuedSets);
  });

  test("of a state that never opened is a caller's mistake", () => {
    for (const bytes of [fromHex("00"), stateWith(1, signed, [1], clockFloor)]) {
      const never = { state: { ...STATE, bytes }, store: held.store };
      for (const time of [NOW + 60, 0]) expect(() => raiseClockFloor(never, time)).toThrow(TypeError);
    }
  });

  test("does not sink, and does not rise to what is no time", () => {
    for (const time of [NOW - 600, NOW - DAY, Number.NaN, NOW + 0.5]) expect(raiseClockFloor(held, time)).toBe(held);
  });

  test("is kept where the list that raised it is forgotten", () => {
    const keys = bundle.keys.map((key, i) => (i === 1 ? { ...key, state: "revoked" as const } : key));
    const { state, trust } = accept(STATE, [signedBundle({ ...bundle, version: 8, keys })]);
    expect(trust.ok && trust.value.clockFloor).toBe(NOW - 600);
    const again = open(state as TrustState);
    expect(again.ok && again.value.clockFloor).toBe(NOW - 600);
  });

  test("is that of bundles on the way, too", () => {
    const late = signedBundle({ ...bundle, version: 8, issued: NOW - 60 });
    const early = signedBundle({ ...bundle, version: 9, issued: NOW - 7_200 });
    const { trust } = accept(STATE, [early, late]);
    expect(trust.ok && trust.value.clockFloor).toBe(NOW - 60);
  });

  test("cannot be raised in a state that never opened: a caller's mistake", () => {
    expect(() => raiseClockFloor({ ...held, state: { ...STATE, bytes: new Uint8Array(1) } }, NOW)).toThrow(TypeError);
  });
});

test("a trust state of nothing but a bundle opens too", () => {
  const state = stateOf({ ...BUNDLE, keys: [trustedKey(KEYS.certificate)] });
  expect(verify(qrTextOf(), open(state), { now: NOW })).toMatchObject({
    outcome: "valid",
    notices: ["STATUSLIST_MISSING"],
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - 1] = (copy[copy.length - 1] as number) ^ 1;
  return copy;
}
