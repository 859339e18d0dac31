import {
  type CborValue,
  type Claims,
  ctiHex,
  decodeCbor,
  decodeClaims,
  encodeCbor,
  encodeClaims,
  encodeCti,
  fromHex,
  TOKEN_BOUNDS,
  toHex,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { claims } from "./arbitraries.ts";

const CLAIMS: Claims = {
  exp: 1_700_000_000,
  iat: 1_690_000_000,
  statusIndex: 7,
  identity: { fullName: "Asha Devi" },
  status: "fully",
};

/** The payload of CLAIMS with claims set anew, or left out where the value is null. */
function payloadWith(...changes: [number | string, CborValue | null][]): Uint8Array {
  const document = decodeCbor(encodeClaims(CLAIMS), TOKEN_BOUNDS);
  const map = new Map(document.ok && document.value.item instanceof Map ? document.value.item : []);
  for (const [key, value] of changes) {
    if (value === null) map.delete(key);
    else map.set(key, value);
  }
  return encodeCbor(map);
}

const codeOf = (payload: Uint8Array) => {
  const decoded = decodeClaims(payload);
  return decoded.ok ? "accepted" : decoded.code;
};

describe("round trip", () => {
  test("claims written and read are the same claims", () => {
    fc.assert(
      fc.property(claims, (value) => {
        expect(decodeClaims(encodeClaims(value))).toEqual({ ok: true, value });
      }),
      runs(1_000),
    );
  });

  test("a payload read and written is the same payload", () => {
    fc.assert(
      fc.property(claims, fc.nat(), fc.nat(255), (value, at, byte) => {
        const payload = encodeClaims(value);
        payload[at % payload.length] = byte;
        const decoded = decodeClaims(payload);
        return !decoded.ok || toHex(encodeClaims(decoded.value)) === toHex(payload);
      }),
      runs(2_000),
    );
  });

  test("a claim that is not there is no member with nothing in it either", () => {
    expect(decodeClaims(encodeClaims(CLAIMS))).toStrictEqual({ ok: true, value: CLAIMS });
  });

  test("a certificate may have been issued in second 0", () => {
    const claims = { ...CLAIMS, iat: 0, exp: 1 };
    expect(decodeClaims(encodeClaims(claims))).toEqual({ ok: true, value: claims });
  });

  test("claims are frozen throughout", () => {
    const full = { ...CLAIMS, identity: { fullName: "A", secondName: { fullName: "ক", language: "ben" } } };
    const decoded = decodeClaims(encodeClaims(full));
    const value = decoded.ok ? decoded.value : undefined;
    for (const part of [value, value?.identity, value?.identity.secondName]) {
      expect(part).toBeDefined();
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test("the payload of a certificate with one short name takes 45 bytes", () => {
    expect(encodeClaims({ ...CLAIMS, identity: { fullName: "Ananya Mukherjee" } })).toHaveLength(45);
  });
});

describe("a payload is refused", () => {
  test.each<[string, string, Uint8Array]>([
    ["not CBOR", "CBOR_MALFORMED", fromHex("ff")],
    ["not deterministic", "CBOR_NOT_DETERMINISTIC", fromHex("b800")],
    ["with a float", "CBOR_TYPE_NOT_ALLOWED", fromHex("a104f93c00")],
    ["with more than a token holds", "CBOR_LIMIT_EXCEEDED", encodeCbor(new Map([[4, new Uint8Array(640)]]))],
    ["an array", "CWT_CLAIM_INVALID", encodeCbor([])],
    ["a tagged map", "CWT_CLAIM_INVALID", encodeCbor(new Map(), [61])],
  ])("that is %s: %s", (_, code, payload) => {
    expect(codeOf(payload)).toBe(code);
  });

  test.each<[number | string, CborValue]>([
    [1, "issuer"],
    [2, "subject"],
    [8, new Map()],
    [170, 0],
    [-65_536, 0],
    ["4", 1],
    ["", 0],
  ])("with the claim %j, which is none of the seven", (key, value) => {
    expect(codeOf(payloadWith([key, value]))).toBe("CWT_CLAIM_UNKNOWN");
  });

  test.each([[4], [6], [7], [169], [-65_537]])("without the claim %d", (key) => {
    expect(codeOf(payloadWith([key, null]))).toBe("CWT_CLAIM_MISSING");
  });

  test.each<[string, number, CborValue]>([
    ["an empty aud", 3, ""],
    ["an aud with a space", 3, "a b"],
    ["an aud with a line feed at its end", 3, "a\n"],
    ["an aud beyond ASCII", 3, "é"],
    ["an aud of 65 characters", 3, "x".repeat(65)],
    ["an aud that is bytes", 3, fromHex("61")],
    ["an aud that is a list", 3, ["a"]],
    ["an exp that is text", 4, "1700000000"],
    ["a negative exp", 4, -1],
    ["an nbf that is text", 5, "1"],
    ["an nbf that is text and lies between the dates", 5, `${CLAIMS.iat + 1}`],
    ["a negative nbf", 5, -1],
    ["an iat that is bytes", 6, fromHex("64")],
    ["a negative iat", 6, -1],
    ["a cti that is an integer", 7, 7],
    ["a cti of 2 bytes", 7, fromHex("0007")],
    ["a cti of 5 bytes", 7, fromHex("0100000000")],
    ["a cti of 4 bytes that 3 would hold", 7, fromHex("00000007")],
    ["a status that is text", -65_537, "fully"],
    ["an exp equal to iat", 4, CLAIMS.iat],
    ["an exp before iat", 4, CLAIMS.iat - 1],
    ["an nbf equal to iat", 5, CLAIMS.iat],
    ["an nbf before iat", 5, CLAIMS.iat - 1],
    ["an nbf equal to exp", 5, CLAIMS.exp],
    ["an nbf after exp", 5, CLAIMS.exp + 1],
  ])("with %s", (_, key, value) => {
    expect(codeOf(payloadWith([key, value]))).toBe("CWT_CLAIM_INVALID");
  });

  test("with identity data that are none", () => {
    expect(codeOf(payloadWith([169, "Asha"]))).toBe("IDENTITY_DATA_INVALID");
    expect(codeOf(payloadWith([169, new Map()]))).toBe("IDENTITY_DATA_INVALID");
  });

  test("with a status that is none of the three", () => {
    expect(codeOf(payloadWith([-65_537, 3]))).toBe("STATUS_UNKNOWN");
  });

  test("by the first fault in the order of the keys on the wire", () => {
    expect(codeOf(payloadWith([1, "x"], [4, null]))).toBe("CWT_CLAIM_UNKNOWN");
    expect(codeOf(payloadWith([4, null], [3, ""]))).toBe("CWT_CLAIM_MISSING");
    expect(codeOf(payloadWith([7, 7], [169, 0], [-65_537, 3]))).toBe("CWT_CLAIM_INVALID");
    expect(codeOf(payloadWith([169, 0], [-65_537, 3]))).toBe("IDENTITY_DATA_INVALID");
    expect(codeOf(payloadWith([-65_537, 3], [4, CLAIMS.iat]))).toBe("STATUS_UNKNOWN");
  });
});

describe("writing claims that nobody would accept is a caller's mistake", () => {
  test.each<[string, Partial<Claims>]>([
    ["a fractional exp", { exp: 1_700_000_000.5 }],
    ["an exp after 2106", { exp: 0x1_0000_0000 }],
    ["an exp before iat", { exp: 1 }],
    ["an nbf before iat", { nbf: 1 }],
    ["an empty aud", { aud: "" }],
    ["a name without letters", { identity: { fullName: "-" } }],
    ["a fractional index", { statusIndex: 1.5 }],
    ["a negative index", { statusIndex: -1 }],
    ["an index that four bytes cannot hold", { statusIndex: 0x1_0000_0000 }],
    ["a status unknown to the format", { status: "boosted" as Claims["status"] }],
  ])("%s", (_, change) => {
    expect(() => encodeClaims({ ...CLAIMS, ...change })).toThrow(TypeError);
  });
});

describe("cti", () => {
  test.each([
    [0, "000000"],
    [0xff_ffff, "ffffff"],
    [0x100_0000, "01000000"],
    [0xffff_ffff, "ffffffff"],
  ])("the index %d is %s", (index, hex) => {
    expect(toHex(encodeCti(index))).toBe(hex);
    expect(ctiHex(index)).toBe(hex);
    const decoded = decodeClaims(payloadWith([7, fromHex(hex)]));
    expect(decoded.ok && decoded.value.statusIndex).toBe(index);
  });
});
