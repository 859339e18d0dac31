import {
  bytesEqual,
  type CborMap,
  type CborValue,
  compareBytes,
  coseKeyThumbprint,
  decodeCbor,
  decodeSignedTrustBundle,
  encodeCbor,
  encodeCoseKey,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  formatFingerprint,
  fromHex,
  kidOf,
  type ProtectedHeader,
  parseFingerprint,
  rootSetFingerprint,
  sha256,
  type TrustBundle,
  toHex,
  trustBundleToBeSigned,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trustBundle } from "./arbitraries.ts";

const REFUSED = { ok: false, code: "KEYSET_MALFORMED" };
const BOUNDS = { maxBytes: 65_536, maxItems: 4_096 };
const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const ROOT = keyOf(1);
const COMPANION = { keyIndex: 1, kind: "status-list", version: 5, digest: new Uint8Array(32).fill(9) } as const;
const BUNDLE: TrustBundle = {
  version: 1,
  issuer: "Health Department, West Bengal",
  issued: 1_000,
  expires: 2_000,
  ageingAfterSeconds: 100,
  staleAfterSeconds: 700,
  rootThreshold: 1,
  rootKeys: [ROOT],
  keys: [
    { publicKey: keyOf(2), purpose: "certificate", useFrom: 1, signUntil: 2, acceptUntil: 3, state: "active" },
    { publicKey: keyOf(3), purpose: "specimen", useFrom: 1, signUntil: 1, acceptUntil: 1, state: "revoked" },
  ],
  companions: [COMPANION, { ...COMPANION, kind: "issued-set", version: 1 }],
};
const HEADER: ProtectedHeader = { alg: -8, kid: kidOf(ROOT) };
const SIGNED = { header: HEADER, signature: new Uint8Array(64) };

const itemOf = (bytes: Uint8Array): CborValue => {
  const document = decodeCbor(bytes, BOUNDS);
  if (!document.ok) throw new Error(document.code);
  return document.value.item;
};
const withPayload = (payload: CborValue) =>
  decodeSignedTrustBundle(encodeSignedTrustBundle(encodeCbor(payload), [SIGNED]));

/** A copy of the map with one value set anew, or left out where it is null. */
function changed(map: CborValue, key: number | string, value: CborValue | null): CborMap {
  const copy = new Map(map as CborMap);
  if (value === null) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

describe("round trip", () => {
  test("a trust bundle written, signed and read is the same bundle, payload and signatures", () => {
    const header = fc.record({
      alg: fc.constantFrom<ProtectedHeader["alg"]>(-8, -19),
      kid: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    });
    const signatures = fc.array(fc.record({ header, signature: fc.uint8Array({ maxLength: 70 }) }), {
      maxLength: 16,
    });
    fc.assert(
      fc.property(trustBundle, signatures, (bundle, rows) => {
        const payload = encodeTrustBundle(bundle);
        const decoded = decodeSignedTrustBundle(encodeSignedTrustBundle(payload, rows));
        expect(decoded.ok && decoded.value.bundle).toEqual(bundle);
        expect(decoded.ok && decoded.value.payload).toEqual(payload);
        expect(decoded.ok && decoded.value.signatures.map(({ header, signature }) => ({ header, signature }))).toEqual(
          rows,
        );
      }),
    );
  });

  test("what is read of a Buffer does not change with the Buffer", () => {
    const received = Buffer.from(encodeSignedTrustBundle(encodeTrustBundle(BUNDLE), [SIGNED]));
    const decoded = decodeSignedTrustBundle(received);
    received.fill(0);
    expect(decoded.ok && decoded.value.bundle).toEqual(BUNDLE);
    expect(decoded.ok && bytesEqual(decoded.value.payload, encodeTrustBundle(BUNDLE))).toBe(true);
  });

  test("the numbers of purposes, states and kinds on the wire stay what they are", () => {
    const purposes = ["certificate", "status-list", "specimen"] as const;
    const keys = purposes.map((purpose, i) => ({
      ...(BUNDLE.keys[0] as TrustBundle["keys"][0]),
      publicKey: keyOf(10 + i),
      purpose,
      state: i === 0 ? ("active" as const) : ("revoked" as const),
    }));
    const entries = (itemOf(encodeTrustBundle({ ...BUNDLE, keys })) as CborMap).get(7) as readonly CborMap[];
    expect(entries.map((entry) => [entry.get(2), entry.get(6)])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
    const companions = (itemOf(encodeTrustBundle(BUNDLE)) as CborMap).get(8) as readonly (readonly CborValue[])[];
    expect(companions.map(([keyIndex, kind, version]) => [keyIndex, kind, version])).toEqual([
      [1, 1, 5],
      [1, 2, 1],
    ]);
  });
});

describe("the payload is refused", () => {
  const payload = itemOf(encodeTrustBundle(BUNDLE)) as CborMap;
  const root = encodeCoseKey(ROOT);
  const DIGEST = COMPANION.digest;

  test.each<[string, number | string, CborValue | null]>([
    ["an unknown member", 9, 0],
    ["a text member", "1", 0],
    ["no format", 0, null],
    ["a negative format", 0, -1],
    ["a format in text", 0, "1"],
    ["no version", 1, null],
    ["version 0", 1, 0],
    ["a negative version", 1, -1],
    ["a version in text", 1, "1"],
    ["no issuer", 2, null],
    ["an empty issuer", 2, ""],
    ["an issuer of 65 characters", 2, "x".repeat(65)],
    ["an issuer with a line feed", 2, "Health\nDepartment"],
    ["an issuer with a direction override", 2, "Health\u202eDepartment"],
    ["an issuer that is bytes", 2, fromHex("41")],
    ["no issued", 3, null],
    ["a negative issued", 3, -1],
    ["an issued in text", 3, "1"],
    ["no expires", 4, null],
    ["an expires in text", 4, "2000"],
    ["an expires equal to issued", 4, 1_000],
    ["no staleness", 5, null],
    ["a staleness that is one number", 5, 100],
    ["a staleness of one number", 5, [100]],
    ["a staleness of none", 5, []],
    ["a staleness of three numbers", 5, [1, 2, 3]],
    ["a staleness in text", 5, ["1", "2"]],
    ["a negative staleness", 5, [-1, 2]],
    ["stale before ageing", 5, [101, 100]],
    ["no root", 6, null],
    ["a root that is a map", 6, new Map()],
    ["a root without keys", 6, [1]],
    ["a root of three", 6, [1, [root], 0]],
    ["an empty list of root keys", 6, [1, []]],
    ["a threshold of 0", 6, [0, [root]]],
    ["a threshold above the number of root keys", 6, [2, [root]]],
    ["a threshold in text", 6, ["1", [root]]],
    ["root keys that are a map", 6, [1, root]],
    ["a root key that is bytes", 6, [1, [ROOT]]],
    ["a root key twice", 6, [1, [root, root]]],
    ["a root key that is a certificate key too", 6, [1, [encodeCoseKey(keyOf(2))]]],
    ["no keys", 7, null],
    ["keys that are a map", 7, new Map()],
    ["a key that is an array", 7, [[]]],
    ["an issuer with a combining mark", 2, "e\u0301"],
    ["an issuer that is not in NFC", 2, "\u09dc"],
    ["no companions", 8, null],
    ["companions that are a map", 8, new Map()],
    ["a companion that is a map", 8, [new Map()]],
    ["a companion of three parts", 8, [[1, 1, DIGEST]]],
    ["a companion of five parts", 8, [[1, 1, 1, DIGEST, 0]]],
    ["a companion of version 0", 8, [[1, 1, 0, DIGEST]]],
    ["a companion of a negative version", 8, [[1, 1, -1, DIGEST]]],
    ["a companion of a version in text", 8, [[1, 1, "1", DIGEST]]],
    ["an issued set of version 2", 8, [[1, 2, 2, DIGEST]]],
    ["a companion of a key that it does not have", 8, [[2, 1, 1, DIGEST]]],
    ["a companion of a negative key index", 8, [[-1, 1, 1, DIGEST]]],
    ["a companion of a key index in text that reads as a number", 8, [["1", 1, 1, DIGEST]]],
    ["a companion of a kid in the key index's place", 8, [[kidOf(keyOf(2)), 1, 1, DIGEST]]],
    ["a companion of a key index in bytes that read as a number", 8, [[fromHex("01"), 1, 1, DIGEST]]],
    ["a companion of kind 0", 8, [[1, 0, 1, DIGEST]]],
    ["a companion of kind 3", 8, [[1, 3, 1, DIGEST]]],
    ["a companion of a kind in text that reads as a number", 8, [[1, "1", 1, DIGEST]]],
    ["a companion with a digest of 31 bytes", 8, [[1, 1, 1, DIGEST.subarray(1)]]],
    ["a companion with a digest that is text", 8, [[1, 1, 1, "x".repeat(32)]]],
  ])("with %s", (_, key, value) => {
    expect(withPayload(changed(payload, key, value))).toEqual(REFUSED);
  });

  const [entry, other] = payload.get(7) as readonly [CborMap, CborMap];

  test.each<[string, number | string, CborValue | null]>([
    ["an unknown member", 7, 0],
    ["no COSE_Key", 1, null],
    ["a COSE_Key that is bytes", 1, ROOT],
    ["no purpose", 2, null],
    ["purpose 0", 2, 0],
    ["purpose 4", 2, 4],
    ["a negative purpose", 2, -1],
    ["a purpose in text that reads as a number", 2, "1"],
    ["a purpose in an array that reads as a number", 2, [1]],
    ["a purpose in bytes that read as a number", 2, fromHex("01")],
    ["no use-from", 3, null],
    ["a negative use-from", 3, -1],
    ["a use-from in text", 3, "1"],
    ["a use-from after sign-until", 3, 3],
    ["no sign-until", 4, null],
    ["a sign-until in bytes", 4, fromHex("02")],
    ["a sign-until after accept-until", 4, 4],
    ["no accept-until", 5, null],
    ["an accept-until in text", 5, "3"],
    ["no state", 6, null],
    ["state 0", 6, 0],
    ["state 3", 6, 3],
    ["a state in text that reads as a number", 6, "1"],
  ])("with a key with %s", (_, key, value) => {
    // Both keys stay: the companions are about the second.
    expect(withPayload(changed(payload, 7, [changed(entry, 3, 2), other])).ok).toBe(true);
    expect(withPayload(changed(payload, 7, [changed(entry, key, value), other]))).toEqual(REFUSED);
  });

  test("with one key twice, even under two purposes", () => {
    expect(withPayload(changed(payload, 7, [entry, changed(entry, 2, 3)]))).toEqual(REFUSED);
  });

  test("with two companions of one key and kind, whatever their digests; not with two of one key, or of one kind", () => {
    const of = (...rows: CborValue[]) => withPayload(changed(payload, 8, rows));
    expect(of([0, 1, 1, DIGEST], [0, 1, 2, DIGEST])).toEqual(REFUSED);
    expect(of([0, 1, 1, DIGEST], [1, 1, 1, DIGEST], [0, 1, 1, new Uint8Array(32)])).toEqual(REFUSED);
    expect(of([0, 1, 1, DIGEST], [1, 1, 1, DIGEST], [0, 2, 1, DIGEST]).ok).toBe(true);
  });

  test("with a companion where it has no keys", () => {
    const keyless = changed(payload, 7, []);
    expect(withPayload(changed(keyless, 8, [])).ok).toBe(true);
    expect(withPayload(changed(keyless, 8, [[0, 1, 1, DIGEST]]))).toEqual(REFUSED);
  });

  test("as one of another format when only its format is another, whatever else it holds", () => {
    const UNSUPPORTED = { ok: false, code: "KEYSET_VERSION_UNSUPPORTED" };
    expect(withPayload(changed(payload, 0, 2))).toEqual(UNSUPPORTED);
    expect(withPayload(changed(payload, 0, 0))).toEqual(UNSUPPORTED);
    expect(
      withPayload(
        new Map<number, CborValue>([
          [0, 2],
          [99, "x"],
        ]),
      ),
    ).toEqual(UNSUPPORTED);
  });

  test("when it is tagged, no map, or no CBOR", () => {
    const of = (bytes: Uint8Array) => decodeSignedTrustBundle(encodeSignedTrustBundle(bytes, [SIGNED]));
    expect(of(encodeCbor(payload)).ok).toBe(true);
    expect(of(encodeCbor(payload, [61]))).toEqual(REFUSED);
    expect(of(encodeCbor([1]))).toEqual(REFUSED);
    expect(of(fromHex("ff"))).toEqual(REFUSED);
  });

  test.each<[string, Partial<TrustBundle>]>([
    ["version 0", { version: 0 }],
    ["a fractional version", { version: 1.5 }],
    ["an empty issuer", { issuer: "" }],
    ["a threshold that no set of signatures can reach", { rootThreshold: 2 }],
    ["an expiry before the issue", { expires: 999 }],
    ["a root key of 31 bytes", { rootKeys: [ROOT.subarray(1)] }],
    ["a companion of a key that it does not have", { companions: [{ ...COMPANION, keyIndex: 2 }] }],
    ["a companion of a fractional key index", { companions: [{ ...COMPANION, keyIndex: 0.5 }] }],
  ])("when written with %s: a caller's mistake", (_, change) => {
    expect(() => encodeTrustBundle({ ...BUNDLE, ...change })).toThrow(TypeError);
  });
});

describe("the document around it is refused", () => {
  const signed = encodeSignedTrustBundle(encodeTrustBundle(BUNDLE), [SIGNED]);
  const [bodyHeader, unprotectedHeader, payload, rows] = itemOf(signed) as [CborValue, CborValue, CborValue, CborValue];
  const [row] = rows as [CborValue[]];
  const [rowHeader, rowUnprotected, signature] = row as [CborValue, CborValue, CborValue];
  const of = (item: CborValue, tags = [98]) => decodeSignedTrustBundle(encodeCbor(item, tags));

  test("when anything is missing, added, or of another type", () => {
    expect(of([bodyHeader, unprotectedHeader, payload, rows]).ok).toBe(true);
    const wrong: CborValue[] = [
      new Map(),
      [bodyHeader, unprotectedHeader, payload],
      [bodyHeader, unprotectedHeader, payload, rows, rows],
      [new Map(), unprotectedHeader, payload, rows],
      [fromHex("a0"), unprotectedHeader, payload, rows],
      [encodeCbor(new Map([[16, "application/other+cbor"]])), unprotectedHeader, payload, rows],
      [bodyHeader, new Map([[4, fromHex("00")]]), payload, rows],
      [bodyHeader, [], payload, rows],
      [bodyHeader, unprotectedHeader, "payload", rows],
      [bodyHeader, unprotectedHeader, payload, new Map()],
      [bodyHeader, unprotectedHeader, payload, [signature]],
      [bodyHeader, unprotectedHeader, payload, [[rowHeader, rowUnprotected]]],
      [bodyHeader, unprotectedHeader, payload, [[rowHeader, rowUnprotected, signature, signature]]],
      [bodyHeader, unprotectedHeader, payload, [["header", rowUnprotected, signature]]],
      [bodyHeader, unprotectedHeader, payload, [[fromHex("a0"), rowUnprotected, signature]]],
      [bodyHeader, unprotectedHeader, payload, [[rowHeader, [], signature]]],
      [bodyHeader, unprotectedHeader, payload, [[rowHeader, new Map([[4, fromHex("00")]]), signature]]],
      [bodyHeader, unprotectedHeader, payload, [[rowHeader, rowUnprotected, "signature"]]],
    ];
    for (const item of wrong) expect(of(item)).toEqual(REFUSED);
  });

  test("when it is no CBOR", () => {
    expect(decodeSignedTrustBundle(fromHex("ff"))).toEqual(REFUSED);
    expect(decodeSignedTrustBundle(new Uint8Array(0))).toEqual(REFUSED);
  });

  test("when it has another tag, no tag or two", () => {
    const item = [bodyHeader, unprotectedHeader, payload, rows];
    for (const tags of [[], [18], [98, 98]]) expect(of(item, tags)).toEqual(REFUSED);
  });

  test("when one bit of its structure or of the bundle is changed, or it is refused, or it reads as something else", () => {
    const original = decodeSignedTrustBundle(signed);
    for (let bit = 0; bit < signed.length * 8; bit++) {
      const mutated = signed.slice();
      mutated[bit >> 3] = (mutated[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(decodeSignedTrustBundle(mutated)).not.toEqual(original);
    }
  });
});

test("what a root signs is context, both headers, empty external data and payload, byte by byte", () => {
  const typ = Buffer.from("application/mohor-trust+cbor").toString("hex");
  const expected = ["85", "69", Buffer.from("Signature").toString("hex"), `5820a110781c${typ}`, "4101", "40", "4102"];
  expect(toHex(trustBundleToBeSigned(fromHex("02"), fromHex("01")))).toBe(expected.join(""));
});

describe("the fingerprint of a root set", () => {
  const roots = [keyOf(1), keyOf(2), keyOf(3)];
  const fingerprint = (rootThreshold: number, rootKeys: readonly Uint8Array[]) =>
    formatFingerprint(rootSetFingerprint({ rootThreshold, rootKeys }));

  test("is the beginning of the digest of the threshold and the thumbprints in order", () => {
    const thumbprints = roots.map(coseKeyThumbprint).sort(compareBytes);
    const digest = toHex(sha256(encodeCbor([2, thumbprints])).slice(0, 16));
    expect(fingerprint(2, roots).replaceAll(" ", "")).toBe(digest);
    expect(fingerprint(2, roots)).toMatch(/^[0-9a-f]{4}(?: [0-9a-f]{4}){7}$/);
  });

  test("is the same in any order of the keys, and another with any other key or threshold", () => {
    expect(fingerprint(2, roots.toReversed())).toBe(fingerprint(2, roots));
    const others = [
      fingerprint(1, roots),
      fingerprint(2, roots.slice(1)),
      fingerprint(2, [...roots.slice(1), keyOf(4)]),
    ];
    expect(new Set([fingerprint(2, roots), ...others]).size).toBe(4);
  });

  test("is taken as people type it, and not where a digit is missing, added or none", () => {
    const bytes = rootSetFingerprint({ rootThreshold: 2, rootKeys: roots });
    const text = formatFingerprint(bytes);
    for (const typed of [
      text,
      text.toUpperCase(),
      text.replaceAll(" ", ""),
      text.replaceAll(" ", "-"),
      text.replaceAll(" ", ":"),
    ]) {
      expect(parseFingerprint(typed)).toEqual(bytes);
    }
    for (const wrong of ["", text.slice(1), `${text}0`, ` ${text}`, text.replace(/^./, "g"), text.replace(" ", "  ")]) {
      expect(parseFingerprint(wrong)).toBeNull();
    }
  });
});
