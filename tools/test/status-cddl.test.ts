// status.cddl against the code: what the decoders accept fits the grammar, and the grammar refuses what it should.

import { readFileSync } from "node:fs";
import {
  type CborMap,
  type CborValue,
  COMPANION_KINDS,
  decodeCbor,
  decodeClaims,
  decodeCoseSign1,
  decodeSignedTrustBundle,
  decodeToken,
  encodeCbor,
  encodeClaims,
  encodeConsentReceipt,
  encodeConsentStatement,
  encodeCoseKey,
  encodeCoseKeySet,
  encodePack,
  encodeReceiptHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  KEY_PURPOSES,
  KEY_STATES,
  TOKEN_BOUNDS,
  VACCINATION_STATUSES,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cborInteger, cborText, claims, trustBundle } from "../../packages/schema/test/arbitraries.ts";
import { runs } from "../../test-support/effort.ts";
import { issuedSet } from "../../test-vectors/generate/issued-sets.ts";
import { statusList, statusUpdate } from "../../test-vectors/generate/status-lists.ts";
import { trustState } from "../../test-vectors/generate/trust-state.ts";
import { matchesCddl } from "../match-cddl.ts";
import { type CddlType, readCddl } from "../read-cddl.ts";
import { specExample } from "../spec-example.ts";

const RULES = readCddl(readFileSync(new URL("../../packages/schema/status.cddl", import.meta.url), "utf8"));
const EXAMPLE = specExample();

const fits = (rule: string, bytes: Uint8Array): boolean => matchesCddl(RULES, rule, bytes);

/** The map that the bytes hold. */
function mapOf(bytes: Uint8Array): CborMap {
  const document = decodeCbor(bytes, { maxBytes: 65_536, maxItems: 4_096 });
  if (!document.ok || !(document.value.item instanceof Map)) throw new TypeError("a map is required");
  return document.value.item;
}

/** The bytes of the map with some entries set, and those taken out whose value is undefined. */
function changed(map: CborMap, ...entries: readonly (readonly [number | string, CborValue | undefined])[]): Uint8Array {
  const copy = new Map(map);
  for (const [key, value] of entries) {
    if (value === undefined) copy.delete(key);
    else copy.set(key, value);
  }
  return encodeCbor(copy);
}

const CLAIMS = mapOf(EXAMPLE.payload);
const NAME = new Map<number, CborValue>([[4, "Asha"]]);

describe("the grammar accepts", () => {
  test.each([
    ["token", EXAMPLE.token],
    ["protected-header", EXAMPLE.protectedHeader],
    ["claims", EXAMPLE.payload],
    ["token-sig-structure", EXAMPLE.toBeSigned],
    ["signed-trust-bundle", EXAMPLE.signedBundle],
    ["trust-bundle-sig-structure", EXAMPLE.bundleToBeSigned],
    ["COSE_Key", encodeCbor(encodeCoseKey(EXAMPLE.rootKey.publicKey))],
    ["COSE_KeySet", encodeCoseKeySet([EXAMPLE.rootKey.publicKey, EXAMPLE.certificateKey.publicKey])],
    ["COSE_KeySet", encodeCoseKeySet([])],
    ["claims", changed(CLAIMS, [3, "irctc.co.in"], [5, EXAMPLE.claims.iat + 1])],
    [
      "identity-data",
      encodeCbor(
        new Map<number, CborValue>([
          [4, "A"],
          [8, "19570229"],
          [19, "\u0986\u09b6\u09be"],
          [20, "ben"],
        ]),
      ),
    ],
  ])("%s %#", (rule, bytes) => {
    expect(fits(rule, bytes)).toBe(true);
  });
});

describe("the grammar of trust material", () => {
  const whole = statusList({ revoked: [7, 9], suspended: [8] });
  const update = statusUpdate({ to: whole });
  const set = issuedSet([EXAMPLE.token]);

  test.each<[string, Uint8Array]>([
    ["signed-status-update", update],
    ["signed-status-update", statusUpdate({ from: whole, to: statusList({ version: 2, revoked: [7, 8, 9] }) })],
    ["issued-set", set],
    ["pack", encodePack([EXAMPLE.signedBundle, update, set])],
    ["trust-state", trustState(EXAMPLE.signedBundle, { updates: [update], clockFloor: 1 }).bytes],
  ])("accepts a %s %#", (rule, bytes) => {
    expect(fits(rule, bytes)).toBe(true);
  });

  test.each<[string, string, Uint8Array]>([
    ["a certificate in an update's place", "signed-status-update", EXAMPLE.token],
    ["an update in a certificate's place", "token", update],
    ["an update in an issued set's place", "issued-set", update],
    ["a pack of nothing", "pack", encodeCbor([])],
    ["a state of another format", "trust-state", encodeCbor([2, EXAMPLE.signedBundle, [], 1])],
  ])("refuses %s", (_what, rule, bytes) => {
    expect(fits(rule, bytes)).toBe(false);
  });
});

describe("the grammar refuses", () => {
  const header = mapOf(EXAMPLE.protectedHeader);
  const key = mapOf(encodeCbor(encodeCoseKey(EXAMPLE.rootKey.publicKey)));
  const identity = (...entries: readonly (readonly [number, CborValue | undefined])[]) => changed(NAME, ...entries);
  test.each<[string, string, Uint8Array]>([
    ["a token without its tag", "token", EXAMPLE.token.slice(1)],
    ["a trust bundle in a token's place", "token", EXAMPLE.signedBundle],
    ["a token in a trust bundle's place", "signed-trust-bundle", EXAMPLE.token],
    ["a token cut short", "token", EXAMPLE.token.slice(0, -1)],
    ["an algorithm that is not Ed25519", "protected-header", changed(header, [1, -7])],
    ["a kid of five bytes", "protected-header", changed(header, [4, new Uint8Array(5)])],
    ["a third header parameter", "protected-header", changed(header, [16, "x"])],
    ["a missing exp", "claims", changed(CLAIMS, [4, undefined])],
    ["a missing cti", "claims", changed(CLAIMS, [7, undefined])],
    ["a missing status", "claims", changed(CLAIMS, [-65537, undefined])],
    ["an unknown claim", "claims", changed(CLAIMS, [1, "issuer"])],
    ["a claim with a name for a key", "claims", changed(CLAIMS, ["exp", 1])],
    ["a negative date", "claims", changed(CLAIMS, [6, -1])],
    ["a date as text", "claims", changed(CLAIMS, [6, "2026-01-01"])],
    ["a cti of two bytes", "claims", changed(CLAIMS, [7, new Uint8Array(2)])],
    ["a status of 3", "claims", changed(CLAIMS, [-65537, 3])],
    ["an audience with a space", "claims", changed(CLAIMS, [3, "a b"])],
    ["an audience of 65 characters", "claims", changed(CLAIMS, [3, "x".repeat(65)])],
    ["an empty audience", "claims", changed(CLAIMS, [3, ""])],
    ["an empty name", "identity-data", identity([4, ""])],
    ["a missing name", "identity-data", identity([4, undefined], [8, "1957"])],
    ["a second name without its language", "identity-data", identity([19, "\u0986"])],
    ["a language without a second name", "identity-data", identity([20, "ben"])],
    ["a language in capitals", "identity-data", identity([19, "\u0986"], [20, "BEN"])],
    ["a birth date with hyphens", "identity-data", identity([8, "1957-02-01"])],
    ["a month of 13", "identity-data", identity([8, "19571301"])],
    ["an unknown key in the identity data", "identity-data", identity([5, "x"])],
    ["a key of 31 bytes", "COSE_Key", changed(key, [-2, new Uint8Array(31)])],
    ["a key of another type", "COSE_Key", changed(key, [1, 2])],
    ["a key with its private half", "COSE_Key", changed(key, [-4, new Uint8Array(32)])],
    ["a key set that is a map", "COSE_KeySet", changed(key)],
  ])("%s", (_what, rule, bytes) => {
    expect(fits(rule, bytes)).toBe(false);
  });

  const DIGEST = new Uint8Array(32);
  const bundle = mapOf(encodeTrustBundle(EXAMPLE.bundle));
  const entry = (bundle.get(7) as readonly CborMap[])[0] as CborMap;
  const keys = (...entries: readonly (readonly [number, CborValue])[]) => new Map([...entry, ...entries]);
  test.each<[string, Uint8Array]>([
    ["version 0", changed(bundle, [1, 0])],
    ["an issuer without a name", changed(bundle, [2, ""])],
    ["three staleness figures", changed(bundle, [5, [1, 2, 3]])],
    ["a threshold of 0", changed(bundle, [6, [0, (bundle.get(6) as CborValue[])[1] as CborValue]])],
    ["no root key", changed(bundle, [6, [1, []]])],
    ["no companions", changed(bundle, [8, undefined])],
    ["a ninth key", changed(bundle, [9, 1])],
    ["65 entries", changed(bundle, [7, Array.from({ length: 65 }, () => entry)])],
    ["a fourth purpose", changed(bundle, [7, [keys([2, 4])]])],
    ["a third state", changed(bundle, [7, [keys([6, 3])]])],
    ["a seventh member of an entry", changed(bundle, [7, [keys([7, 0])]])],
    ["129 companions", changed(bundle, [8, Array.from({ length: 129 }, () => [0, 1, 1, DIGEST])])],
    ["a companion that is a map", changed(bundle, [8, [new Map([[1, 1]])]])],
    ["a companion of two parts", changed(bundle, [8, [[0, 1]]])],
    ["a companion of three parts", changed(bundle, [8, [[0, 1, DIGEST]]])],
    ["a companion of five parts", changed(bundle, [8, [[0, 1, 1, DIGEST, 0]]])],
    ["a companion of version 0", changed(bundle, [8, [[0, 1, 0, DIGEST]]])],
    ["no format", changed(bundle, [0, undefined])],
    ["format 2", changed(bundle, [0, 2])],
    ["a companion with a kid for its key", changed(bundle, [8, [[EXAMPLE.certificateKey.kid, 1, 1, DIGEST]]])],
    ["a companion of a 65th key", changed(bundle, [8, [[64, 1, 1, DIGEST]]])],
    ["a companion of a third kind", changed(bundle, [8, [[0, 3, 1, DIGEST]]])],
    ["a companion with a digest of 31 bytes", changed(bundle, [8, [[0, 1, 1, DIGEST.subarray(1)]]])],
  ])("a trust bundle with %s", (_what, payload) => {
    const signature = { header: { alg: -8, kid: EXAMPLE.rootKey.kid }, signature: new Uint8Array(64) } as const;
    expect(fits("trust-bundle", payload)).toBe(false);
    expect(fits("signed-trust-bundle", encodeSignedTrustBundle(payload, [signature]))).toBe(false);
  });
});

/** Any item that fits into a map of the format without nesting too deep. */
const shallow: fc.Arbitrary<CborValue> = fc.oneof(
  cborInteger,
  cborText,
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.oneof(cborInteger, cborText), { maxLength: 3 }),
  fc.array(fc.tuple(cborInteger, cborText), { maxLength: 3 }).map((entries) => new Map(entries)),
);

describe("what the decoders accept fits the grammar", () => {
  test("claims, with one of them replaced by anything", () => {
    let accepted = 0;
    const key = fc.oneof(fc.constantFrom(3, 4, 5, 6, 7, 169, -65537), cborInteger);
    fc.assert(
      fc.property(claims, fc.option(fc.tuple(key, fc.option(shallow))), (honest, change) => {
        const map = mapOf(encodeClaims(honest));
        const payload = change === null ? changed(map) : changed(map, [change[0], change[1] ?? undefined]);
        const decoded = decodeCbor(payload, TOKEN_BOUNDS).ok && decodeClaims(payload).ok;
        if (!decoded) return;
        accepted++;
        expect(fits("claims", payload)).toBe(true);
      }),
      runs(500),
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("tokens, with some bytes changed", () => {
    let accepted = 0;
    const place = fc.nat(EXAMPLE.token.length - 65);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 2 }), (changes) => {
        const token = EXAMPLE.token.slice();
        for (const [at, byte] of changes) token[at] = byte;
        const document = decodeToken(token);
        const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
        if (!sign1.ok || !decodeClaims(sign1.value.payload).ok || sign1.value.signature.length !== 64) return;
        accepted++;
        expect(fits("token", token)).toBe(true);
      }),
      runs(500),
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test("trust bundles, with one member replaced by anything", () => {
    let accepted = 0;
    const { kid } = EXAMPLE.rootKey;
    fc.assert(
      fc.property(trustBundle, fc.option(fc.tuple(fc.nat(9), shallow)), (honest, change) => {
        const map = mapOf(encodeTrustBundle(honest));
        const payload = change === null ? changed(map) : changed(map, change);
        const signed = encodeSignedTrustBundle(payload, [{ header: { alg: -19, kid }, signature: kid }]);
        if (!decodeSignedTrustBundle(signed).ok) return;
        accepted++;
        expect(fits("signed-trust-bundle", signed)).toBe(true);
      }),
      runs(200),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

test("the grammar numbers statuses, purposes, states and kinds as the code does", () => {
  const numbers = (rule: string): readonly [string, number][] => {
    const choice = typeOf(rule);
    if (choice.kind !== "choice") throw new TypeError(`${rule} is no choice`);
    return choice.types.map((type) => {
      const named = type.kind === "name" ? typeOf(type.name) : type;
      if (type.kind !== "name" || named.kind !== "integer") throw new TypeError("names of integers are required");
      return [type.name, named.value];
    });
  };
  expect(numbers("vaccination-status")).toEqual(VACCINATION_STATUSES.map((status, i) => [`${status}-vaccinated`, i]));
  expect(numbers("purpose")).toEqual(KEY_PURPOSES.map((purpose, i) => [`${purpose}-purpose`, i + 1]));
  expect(numbers("key-state")).toEqual(KEY_STATES.map((state, i) => [state, i + 1]));
  expect(numbers("companion-kind")).toEqual(COMPANION_KINDS.map((kind, i) => [`${kind}-companion`, i + 1]));
});

test("consent receipts fit, and what is none does not", () => {
  const protectedHeader = encodeReceiptHeader({ alg: -8, kid: new Uint8Array(4) });
  const statement = {
    receiptId: new Uint8Array(16),
    noticeVersion: "1",
    noticeLanguage: "bn",
    noticeDigest: new Uint8Array(32),
    givenAt: 1,
  };
  for (const purpose of [{ purpose: "certificate" }, { purpose: "status-answer", audience: "rail.example" }] as const) {
    for (const end of [{}, { withdrawnAt: 2 }]) {
      const payload = encodeConsentStatement({ ...statement, ...purpose, ...end });
      const receipt = encodeConsentReceipt({ protectedHeader, payload, signature: new Uint8Array(64) });
      expect(fits("signed-consent-receipt", receipt)).toBe(true);
      expect(fits("signed-status-update", receipt)).toBe(false);
    }
  }
  expect(fits("consent-statement", encodeCbor(new Map([[1, new Uint8Array(16)]])))).toBe(false);
});

function typeOf(name: string): CddlType {
  const rule = RULES.get(name);
  if (rule === undefined || !("type" in rule)) throw new TypeError(`${name} is no type`);
  return rule.type;
}
