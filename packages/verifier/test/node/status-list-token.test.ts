// The Node reader of Token Status Lists: the published vectors, hostile bytes, and bombs.

import { deflateSync } from "node:zlib";
import { encodeCbor, encodeCoseSign1, fromHex, MEDIA_TYPE, toBeSigned, toHex } from "@mohor/schema";
import { verificationKey } from "@mohor/verifier";
import {
  decodeStatusEntries,
  inspectStatusListToken,
  MAX_STATUS_TOKEN_BYTES,
  MAX_STATUS_TOKEN_LIST_BYTES,
  nodeCryptoEngine,
  openStatusListToken,
  statusAt,
} from "@mohor/verifier/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";
import { runs } from "../../../../test-support/effort.ts";
import { testKey } from "../test-issuer.ts";

const SIGNER = testKey("status list token");
const KEY = verificationKey(SIGNER.publicKey, nodeCryptoEngine);
if (KEY === null) throw new TypeError("the test key is sound");

type Header = Parameters<typeof encodeCbor>[0];

const HEADER = new Map<number, number | string | Uint8Array>([
  [1, -8],
  [4, SIGNER.kid],
  [16, MEDIA_TYPE.STATUS_LIST_CWT],
]);

/** A status list in CBOR; `bytes` are its entries before compression. */
function listOf(bytes: Uint8Array, bits: number): Map<string, number | Uint8Array> {
  return new Map<string, number | Uint8Array>([
    ["bits", bits],
    ["lst", new Uint8Array(deflateSync(bytes))],
  ]);
}

const CLAIMS = new Map<number, Header>([
  [2, "urn:example:list"],
  [6, 1_750_000_000],
  [4, 1_750_086_400],
  [65_534, 3_600],
  [65_533, listOf(Uint8Array.of(0b11_10_01_00), 2)],
]);

function token(claims: Header = CLAIMS, header: Header = HEADER): Uint8Array {
  const protectedHeader = encodeCbor(header);
  const payload = encodeCbor(claims);
  return encodeCoseSign1({ protectedHeader, payload, signature: SIGNER.sign(toBeSigned(protectedHeader, payload)) });
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> {
  return new Map([...map].filter(([held]) => held !== key));
}

function codeOf(result: { readonly ok: boolean; readonly code?: string }): string {
  return result.ok ? "ok" : (result.code ?? "");
}

const open = (bytes: Uint8Array) => codeOf(openStatusListToken(bytes, { key: KEY }));

describeSet("token-status-list-json", (read) => {
  const vectors = JSON.parse(read("vectors.json")) as {
    readonly vectors: readonly {
      readonly bits: number;
      readonly size: number;
      readonly cborHex: string;
      readonly expected: Readonly<Record<string, number>>;
    }[];
    readonly status_list_cwt: { readonly hex: string };
  };

  it.each(vectors.vectors)("a list of $bits bits says of each of its $size indices what the draft says", (vector) => {
    const entries = decodeStatusEntries(fromHex(vector.cborHex));
    if (!entries.ok) throw new TypeError(entries.code);
    expect(entries.value).toMatchObject({ bits: vector.bits, size: vector.size });
    for (let index = 0; index < vector.size; index++) {
      const expected = vector.expected[index] ?? 0;
      if (statusAt(entries.value, index) !== expected)
        expect([index, statusAt(entries.value, index)]).toEqual([index, expected]);
    }
  });

  it("the draft's example token is read, keys in its order; its ES256 signature is not one of ours", () => {
    const bytes = fromHex(vectors.status_list_cwt.hex);
    const inspected = inspectStatusListToken(bytes);
    if (!inspected.ok) throw new TypeError(inspected.code);
    const { entries, ...claims } = inspected.value.unverified;
    expect(claims).toEqual({
      subject: "https://example.com/statuslists/1",
      issued: 1_686_920_170,
      expires: 2_291_720_170,
      ttlSeconds: 43_200,
    });
    // Draft §4.1: 1 0 0 1 1 1 0 1, 1 1 0 0 0 1 0 1.
    const statuses = Array.from({ length: entries.size }, (_, index) => statusAt(entries, index)).join("");
    expect(statuses).toBe("1001110111000101");
    expect(open(bytes)).toBe("STATUSLIST_MALFORMED");
  });
});

describe("openStatusListToken", () => {
  it("reads statuses from the least significant bits on, and nothing outside the list", () => {
    const opened = openStatusListToken(token(), { key: KEY });
    if (!opened.ok) throw new TypeError(opened.code);
    const { entries } = opened.value;
    expect([0, 1, 2, 3].map((index) => statusAt(entries, index))).toEqual([0, 1, 2, 3]);
    expect([-1, 4, 0.5, Number.NaN].map((index) => statusAt(entries, index))).toEqual([null, null, null, null]);
  });

  it("asks for a good signature before it inflates anything", () => {
    const bytes = token();
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1;
    expect(open(bytes)).toBe("STATUSLIST_SIGNATURE_INVALID");
    const bomb = token(new Map(CLAIMS).set(65_533, listOf(new Uint8Array(MAX_STATUS_TOKEN_LIST_BYTES + 1), 2)));
    bomb[bomb.length - 1] = (bomb[bomb.length - 1] as number) ^ 1;
    expect(open(bomb)).toBe("STATUSLIST_SIGNATURE_INVALID");
  });

  it("stops a bomb at its bound", () => {
    const atBound = token(new Map(CLAIMS).set(65_533, listOf(new Uint8Array(MAX_STATUS_TOKEN_LIST_BYTES), 2)));
    const past = token(new Map(CLAIMS).set(65_533, listOf(new Uint8Array(MAX_STATUS_TOKEN_LIST_BYTES + 1), 2)));
    expect([open(atBound), open(past)]).toEqual(["ok", "STATUSLIST_MALFORMED"]);
    expect(open(new Uint8Array(MAX_STATUS_TOKEN_BYTES + 1))).toBe("STATUSLIST_MALFORMED");
  });

  const list = listOf(Uint8Array.of(1), 2);
  const compressed = list.get("lst") as Uint8Array;
  it.each<[string, Uint8Array]>([
    ["another typ", token(CLAIMS, new Map(HEADER).set(16, "application/cwt"))],
    ["no typ", token(CLAIMS, without(HEADER, 16))],
    ["a critical header parameter", token(CLAIMS, new Map<number, Header>(HEADER).set(2, [1]))],
    ["another alg", token(CLAIMS, new Map(HEADER).set(1, -7))],
    ["a header that is no map", token(CLAIMS, [1])],
    ["no subject", token(without(CLAIMS, 2))],
    ["a subject that is no text", token(new Map(CLAIMS).set(2, 5))],
    ["no time", token(without(CLAIMS, 6))],
    ["a time before 1970", token(new Map(CLAIMS).set(6, -1))],
    ["an end that is no time", token(new Map(CLAIMS).set(4, "tomorrow"))],
    ["a ttl that is none", token(new Map(CLAIMS).set(65_534, -1))],
    ["no list", token(without(CLAIMS, 65_533))],
    ["a list that is no map", token(new Map(CLAIMS).set(65_533, compressed))],
    ["three bits", token(new Map(CLAIMS).set(65_533, listOf(Uint8Array.of(1), 3)))],
    ["no bits", token(new Map(CLAIMS).set(65_533, without(list, "bits")))],
    ["no entries", token(new Map(CLAIMS).set(65_533, without(list, "lst")))],
    ["entries that are text", token(new Map(CLAIMS).set(65_533, new Map<string, Header>(list).set("lst", "x")))],
    [
      "a stream cut short",
      token(new Map(CLAIMS).set(65_533, new Map<string, Header>(list).set("lst", compressed.slice(0, -1)))),
    ],
    [
      "bytes after the stream",
      token(new Map(CLAIMS).set(65_533, new Map<string, Header>(list).set("lst", Uint8Array.of(...compressed, 0)))),
    ],
    ["claims that are no map", token([1])],
    ["another tag", Uint8Array.of(0xd1, ...token().subarray(1))],
    ["no tag", token().subarray(1)],
    ["three parts", encodeCbor([encodeCbor(HEADER), new Map(), encodeCbor(CLAIMS)], [18])],
    ["parts of other types", encodeCbor([1, new Map(), 2, 3], [18])],
    ["a payload that is no bytes", encodeCbor([encodeCbor(HEADER), new Map(), "x", new Uint8Array(64)], [18])],
    ["nothing", new Uint8Array(0)],
  ])("refuses %s", (_what, bytes) => {
    expect(open(bytes)).toBe("STATUSLIST_MALFORMED");
    const isBecauseOfAlg = _what === "another alg";
    expect(codeOf(inspectStatusListToken(bytes))).toBe(isBecauseOfAlg ? "ok" : "STATUSLIST_MALFORMED");
  });

  it("goes without an end and without a ttl", () => {
    expect(open(token(without(without(CLAIMS, 4), 65_534)))).toBe("ok");
  });

  it.each([
    ["an indefinite length", "9f01ff"],
    ["a float", "fb3ff0000000000000"],
    ["a simple value", "f5"],
    ["a reserved length", "1c"],
    ["a length past 2^53", "5bffffffffffffffff"],
    ["a string cut short", "43aabb"],
    ["text that is not UTF-8", "62c328"],
    ["a key twice", "a201010102"],
    ["a key that is a list", "a1800100"],
    ["a map cut short", "a101"],
    ["an array cut short", "8201"],
    ["a tag on nothing", "d2"],
    ["more nesting than any token has", "818181818181"],
    ["bytes after the end", "a200"],
    ["more items than any token has", `98ff${"00".repeat(255)}`],
  ])("refuses CBOR with %s", (_what, hex) => {
    expect(codeOf(decodeStatusEntries(fromHex(hex)))).toBe("STATUSLIST_MALFORMED");
  });

  // Longer heads than needed are another library's right; what counts is the number.
  it.each(["02", "1802", "190002", "1a00000002", "1b0000000000000002"])("reads two bits written as %s", (bits) => {
    const stream = toHex(deflateSync(Uint8Array.of(1)));
    const hex = `a2636c7374${(0x40 + stream.length / 2).toString(16)}${stream}6462697473${bits}`;
    expect(decodeStatusEntries(fromHex(hex))).toMatchObject({ ok: true, value: { bits: 2, size: 4 } });
  });

  it("ends within its bounds on any bytes, and never throws", () => {
    const mutated = fc
      .tuple(fc.constant(token()), fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([bytes, at, value]) => bytes.with(at % bytes.length, value));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        inspectStatusListToken(bytes);
        decodeStatusEntries(bytes);
        const opened = openStatusListToken(bytes, { key: KEY });
        // What verifies is what was signed: the only bytes outside the signature are the empty header.
        if (opened.ok) expect(opened.value.subject).toBe("urn:example:list");
      }),
      runs(500),
    );
  });
});
