import {
  type CborValue,
  type CoseAlg,
  decodeCoseSign1,
  decodeProtectedHeader,
  decodeToken,
  encodeCbor,
  encodeCoseSign1,
  encodeProtectedHeader,
  fromHex,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const KID = fromHex("01020304");
const HEADER = encodeProtectedHeader({ alg: -8, kid: KID });
const PAYLOAD = fromHex("a0");
const SIGNATURE = new Uint8Array(64);
const EMPTY: CborValue = new Map();
const bytes = fc.uint8Array({ maxLength: 100 });

const read = (item: CborValue, tags: readonly number[] = [18]) => {
  const document = decodeToken(encodeCbor(item, tags));
  if (!document.ok) throw new Error(document.code);
  const sign1 = decodeCoseSign1(document.value);
  return sign1.ok ? "accepted" : sign1.code;
};

describe("token", () => {
  test("a token taken apart is what it was made of", () => {
    const alg = fc.constantFrom<CoseAlg>(-8, -19);
    const kid = fc.uint8Array({ minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(alg, kid, bytes, bytes, (alg, kid, payload, signature) => {
        const protectedHeader = encodeProtectedHeader({ alg, kid });
        const document = decodeToken(encodeCoseSign1({ protectedHeader, payload, signature }));
        expect(document.ok && decodeCoseSign1(document.value)).toEqual({
          ok: true,
          value: { header: { alg, kid }, protectedHeader, payload, signature },
        });
      }),
    );
  });

  test.each<[string, readonly number[]]>([
    ["no tag", []],
    ["the tag of a COSE_Sign", [98]],
    ["the tag of a CWT around", [61, 18]],
    ["the tag twice", [18, 18]],
    ["the tag of something inside", [18, 24]],
  ])("%s is unexpected", (_, tags) => {
    expect(read([HEADER, EMPTY, PAYLOAD, SIGNATURE], tags)).toBe("COSE_TAG_UNEXPECTED");
  });

  test.each<[string, CborValue]>([
    ["a map", EMPTY],
    ["an integer", 18],
    ["three parts", [HEADER, EMPTY, PAYLOAD]],
    ["five parts", [HEADER, EMPTY, PAYLOAD, SIGNATURE, SIGNATURE]],
    ["a protected header that is a map", [EMPTY, EMPTY, PAYLOAD, SIGNATURE]],
    ["an unprotected header with a kid", [HEADER, new Map([[4, KID]]), PAYLOAD, SIGNATURE]],
    ["an unprotected header that is an array", [HEADER, [], PAYLOAD, SIGNATURE]],
    ["an unprotected header that is bytes", [HEADER, fromHex("a0"), PAYLOAD, SIGNATURE]],
    ["a payload that is a map", [HEADER, EMPTY, EMPTY, SIGNATURE]],
    ["a signature that is text", [HEADER, EMPTY, PAYLOAD, "x".repeat(64)]],
  ])("%s has not the shape of a COSE_Sign1", (_, item) => {
    expect(read(item)).toBe("COSE_SHAPE_INVALID");
  });

  test("a protected header that is refused refuses the token, with its code", () => {
    const headerOf = (...entries: [number, CborValue][]) => encodeCbor(new Map(entries));
    expect(read([headerOf([4, KID]), EMPTY, PAYLOAD, SIGNATURE])).toBe("COSE_ALG_NOT_ALLOWED");
    expect(read([headerOf([1, -8]), EMPTY, PAYLOAD, SIGNATURE])).toBe("COSE_KID_MISSING");
    expect(read([fromHex("ff"), EMPTY, PAYLOAD, SIGNATURE])).toBe("CBOR_MALFORMED");
  });

  test("the length of a signature is no question of shape", () => {
    expect(read([HEADER, EMPTY, PAYLOAD, new Uint8Array(0)])).toBe("accepted");
  });
});

describe("protected header", () => {
  const of = (...entries: [number | string, CborValue][]) => encodeCbor(new Map(entries));
  const code = (header: Uint8Array) => {
    const decoded = decodeProtectedHeader(header);
    return decoded.ok ? "accepted" : decoded.code;
  };

  test.each<[string, string, Uint8Array]>([
    ["EdDSA with a kid", "accepted", of([1, -8], [4, KID])],
    ["Ed25519 with a kid", "accepted", of([1, -19], [4, KID])],
    ["no bytes", "CBOR_MALFORMED", new Uint8Array(0)],
    ["a kid before alg", "CBOR_NOT_DETERMINISTIC", fromHex("a204440102030401" + "27")],
    ["a map longer than a token", "CBOR_LIMIT_EXCEEDED", new Uint8Array(641)],
    ["an array", "COSE_SHAPE_INVALID", encodeCbor([1, -8])],
    ["a tagged map", "COSE_SHAPE_INVALID", encodeCbor(new Map(), [1])],
    ["a critical parameter", "COSE_CRIT_UNKNOWN", of([1, -8], [2, [-70_000]], [4, KID], [-70_000, 1])],
    ["an empty list of critical parameters", "COSE_CRIT_UNKNOWN", of([1, -8], [2, []], [4, KID])],
    ["nothing", "COSE_ALG_NOT_ALLOWED", of()],
    ["no alg", "COSE_ALG_NOT_ALLOWED", of([4, KID])],
    ["ES256", "COSE_ALG_NOT_ALLOWED", of([1, -7], [4, KID])],
    ["Ed448", "COSE_ALG_NOT_ALLOWED", of([1, -53], [4, KID])],
    ["alg 0, reserved", "COSE_ALG_NOT_ALLOWED", of([1, 0], [4, KID])],
    ["alg as text", "COSE_ALG_NOT_ALLOWED", of([1, "EdDSA"], [4, KID])],
    ["alg under a text key", "COSE_ALG_NOT_ALLOWED", of([4, KID], ["1", -8])],
    ["no kid", "COSE_KID_MISSING", of([1, -8])],
    ["no kid, but a content type", "COSE_KID_MISSING", of([1, -8], [3, 0])],
    ["a kid that is text", "COSE_SHAPE_INVALID", of([1, -8], [4, "0123"])],
    ["a kid of 3 bytes", "COSE_SHAPE_INVALID", of([1, -8], [4, KID.subarray(1)])],
    ["a kid of 5 bytes", "COSE_SHAPE_INVALID", of([1, -8], [4, new Uint8Array(5)])],
    ["a content type too", "COSE_SHAPE_INVALID", of([1, -8], [3, 0], [4, KID])],
    ["a text parameter too", "COSE_SHAPE_INVALID", of([1, -8], [4, KID], ["x", 1])],
  ])("%s is %s", (_, expected, header) => {
    expect(code(header)).toBe(expected);
  });

  test("the first fault in the order of the specification decides", () => {
    expect(code(of([1, -7], [2, []]))).toBe("COSE_CRIT_UNKNOWN");
    expect(code(of([1, -7]))).toBe("COSE_ALG_NOT_ALLOWED");
    expect(code(of([1, -8], [3, 0]))).toBe("COSE_KID_MISSING");
  });

  test("a kid of another length than four bytes is a caller's mistake", () => {
    expect(() => encodeProtectedHeader({ alg: -8, kid: new Uint8Array(3) })).toThrow(TypeError);
    expect(() => encodeProtectedHeader({ alg: -8, kid: new Uint8Array(5) })).toThrow(TypeError);
  });

  test("the header that most certificates carry is nine bytes", () => {
    expect(toHex(HEADER)).toBe("a201270444" + "01020304");
    expect(toHex(encodeProtectedHeader({ alg: -19, kid: KID }))).toBe("a201320444" + "01020304");
  });
});

describe("Sig_structure", () => {
  test("what is signed is context, protected header, empty external data and payload, byte by byte", () => {
    const header = "a2012704440102" + "0304";
    const expected = ["84", "6a", Buffer.from("Signature1").toString("hex"), "49", header, "40", "41", "a0"].join("");
    expect(toHex(toBeSigned(HEADER, PAYLOAD))).toBe(expected);
  });

  test("two different pairs of header and payload never have the same Sig_structure", () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), (header, payload, cut) => {
        const whole = Uint8Array.of(...header, ...payload);
        const at = cut % (whole.length + 1);
        const moved = toHex(toBeSigned(whole.subarray(0, at), whole.subarray(at)));
        return (moved === toHex(toBeSigned(header, payload))) === (at === header.length);
      }),
    );
  });
});
