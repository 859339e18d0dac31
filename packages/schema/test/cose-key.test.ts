import { createHash, createPublicKey } from "node:crypto";
import {
  bytesEqual,
  type CborMap,
  type CborValue,
  coseKeyThumbprint,
  decodeCoseKey,
  encodeCbor,
  encodeCoseKey,
  encodeCoseKeySet,
  fromHex,
  KID_BYTES,
  kidOf,
  sha256,
  toHex,
  toJwk,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicKey } from "./arbitraries.ts";

// The public key of RFC 8037 §A.2.
const KEY = fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
const REFUSED = { ok: false, code: "KEYSET_MALFORMED" };

describe("thumbprint", () => {
  test("the thumbprint is the digest of kty, crv and x alone, written down here byte by byte", () => {
    fc.assert(
      fc.property(publicKey, (key) => {
        const required = Buffer.concat([Buffer.from("a3010120062158", "hex"), Buffer.from([32]), key]);
        const digest = createHash("sha256").update(required).digest();
        return bytesEqual(coseKeyThumbprint(key), digest) && bytesEqual(kidOf(key), digest.subarray(0, 4));
      }),
    );
  });

  test("the encoding under the thumbprint gives the digest of the example in RFC 9679 §6", () => {
    // Its key is on P-256, which no certificate uses: what is tested is the order and form of the members.
    const example = new Map<number, CborValue>([
      [-3, fromHex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")],
      [-2, fromHex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")],
      [-1, 1],
      [1, 2],
    ]);
    const thumbprint = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec";
    expect(toHex(sha256(encodeCbor(example)))).toBe(thumbprint);
  });

  test("the kid is the first four bytes of the thumbprint (spec §4.1)", () => {
    expect(kidOf(KEY)).toHaveLength(KID_BYTES);
    expect(toHex(coseKeyThumbprint(KEY)).startsWith(toHex(kidOf(KEY)))).toBe(true);
  });
});

describe("COSE_Key", () => {
  test("a key written and read is the same key, in memory of its own", () => {
    fc.assert(
      fc.property(publicKey, (key) => {
        const decoded = decodeCoseKey(encodeCoseKey(key));
        expect(decoded).toEqual({ ok: true, value: key });
        expect(decoded.ok && decoded.value.buffer).not.toBe(key.buffer);
      }),
    );
  });

  test("a key of another length than 32 bytes is a caller's mistake", () => {
    expect(() => encodeCoseKey(KEY.subarray(1))).toThrow(TypeError);
    expect(() => encodeCoseKey(new Uint8Array(33))).toThrow(TypeError);
  });

  const changed = (label: number, value: CborValue): CborMap => new Map([...encodeCoseKey(KEY), [label, value]]);
  const without = (label: number): CborMap => new Map([...encodeCoseKey(KEY)].filter(([key]) => key !== label));

  test.each<[string, CborValue | undefined]>([
    ["nothing", undefined],
    ["an integer", 1],
    ["an array", [KEY]],
    ["an empty map", new Map()],
    ["another key type", changed(1, 2)],
    ["another curve", changed(-1, 7)],
    ["another alg", changed(3, -19)],
    ["a foreign kid", changed(2, fromHex("00000000"))],
    ["a kid that is text", changed(2, "kid")],
    ["a public key of 31 bytes", changed(-2, KEY.subarray(1))],
    ["a public key of 33 bytes", changed(-2, new Uint8Array(33))],
    ["a public key that is text", changed(-2, "x".repeat(32))],
    ["a private key beside it", changed(-4, KEY)],
    ["a key operation", changed(4, [2])],
    ["another label", new Map([...encodeCoseKey(KEY), ["x", KEY]])],
    ["no kty", without(1)],
    ["no kid", without(2)],
    ["no alg", without(3)],
    ["no crv", without(-1)],
    ["no x", without(-2)],
  ])("%s is no COSE_Key of a trust bundle", (_, value) => {
    expect(decodeCoseKey(value)).toEqual(REFUSED);
  });

  test("the plain key set is an array of COSE_Keys in the order given", () => {
    const other = new Uint8Array(32).fill(7);
    expect(encodeCoseKeySet([KEY, other])).toEqual(encodeCbor([encodeCoseKey(KEY), encodeCoseKey(other)]));
    expect(toHex(encodeCoseKeySet([]))).toBe("80");
  });
});

test("the JWK is one that the platform imports as the same key", () => {
  const jwk = toJwk(KEY);
  expect(jwk).toEqual({
    kty: "OKP",
    crv: "Ed25519",
    x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    kid: toHex(kidOf(KEY)),
    alg: "EdDSA",
    use: "sig",
  });
  const imported = createPublicKey({ key: jwk, format: "jwk" }).export({ format: "der", type: "spki" });
  expect(imported.subarray(-32)).toEqual(Buffer.from(KEY));
});
