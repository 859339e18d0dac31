import { decodeToken, encodeQrText, toHex } from "@mohor/schema";
import { inspect } from "@mohor/verifier";
import { describe, expect, test } from "vitest";
import { CLAIMS, FULL_CLAIMS, KEYS, qrTextOf, tokenOf } from "./test-issuer.ts";

describe("what a QR text says, verified by nobody", () => {
  test("is every part of it in hex, with its claims", () => {
    const token = tokenOf({ claims: FULL_CLAIMS, key: KEYS.unknown, alg: -19 });
    const document = decodeToken(token);
    const [protectedHeader, , payload, signature] = (document.ok ? document.value.item : []) as Uint8Array[];
    expect(inspect(encodeQrText(token))).toEqual({
      ok: true,
      value: {
        unverified: {
          alg: -19,
          kid: toHex(KEYS.unknown.kid),
          cti: "fedcba98",
          claims: { ok: true, value: FULL_CLAIMS },
          coseSign1: toHex(token),
          protectedHeader: toHex(protectedHeader as Uint8Array),
          payload: toHex(payload as Uint8Array),
          signature: toHex(signature as Uint8Array),
        },
      },
    });
  });

  test("is shown though the signature is wrong: nobody has looked at it", () => {
    const token = tokenOf();
    token.fill(0, -64);
    expect(inspect(encodeQrText(token))).toMatchObject({ value: { unverified: { claims: { value: CLAIMS } } } });
  });

  test("is shown without claims and cti where the payload cannot be read, with the code why", () => {
    const inspection = inspect(qrTextOf({ payload: Uint8Array.of(0xff) }));
    expect(inspection).toMatchObject({
      value: { unverified: { claims: { ok: false, code: "CBOR_MALFORMED" }, payload: "ff" } },
    });
    expect(inspection.ok && "cti" in inspection.value.unverified).toBe(false);
  });

  test("survives structuredClone and JSON", () => {
    const inspection = inspect(qrTextOf());
    expect(structuredClone(inspection)).toEqual(inspection);
    expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
  });
});

test("what is no token gives the code of the step that cannot take it apart", () => {
  const codeOf = (text: string) => {
    const inspection = inspect(text);
    return inspection.ok ? "inspected" : inspection.code;
  };
  expect(codeOf("HC1:6BF")).toBe("QR_PREFIX_UNKNOWN");
  expect(codeOf("MQ1:a")).toBe("BASE45_INVALID");
  expect(codeOf("MQ1:")).toBe("CBOR_MALFORMED");
  expect(codeOf(encodeQrText(Uint8Array.of(0x80)))).toBe("COSE_TAG_UNEXPECTED");
  expect(codeOf(qrTextOf({ protectedHeader: Uint8Array.of(0xa0) }))).toBe("COSE_ALG_NOT_ALLOWED");
});
