import {
  type CborValue,
  type ConsentStatement,
  decodeConsentReceipt,
  encodeCbor,
  encodeConsentReceipt,
  encodeConsentStatement,
  encodeProtectedHeader,
  encodeReceiptHeader,
  fromHex,
  toHex,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const KID = fromHex("01020304");
const HEADER = encodeReceiptHeader({ alg: -8, kid: KID });
const SIGNATURE = new Uint8Array(64);
const GIVEN: ConsentStatement = {
  receiptId: new Uint8Array(16).fill(7),
  purpose: "certificate",
  noticeVersion: "1",
  noticeLanguage: "bn",
  noticeDigest: new Uint8Array(32).fill(9),
  givenAt: 1_790_000_000,
};
const ENTRIES: readonly (readonly [number, CborValue])[] = [
  [1, GIVEN.receiptId],
  [2, 1],
  [4, "1"],
  [5, "bn"],
  [6, GIVEN.noticeDigest],
  [7, GIVEN.givenAt],
];

function receiptOf(statement: ConsentStatement): Uint8Array {
  const payload = encodeConsentStatement(statement);
  return encodeConsentReceipt({ protectedHeader: HEADER, payload, signature: SIGNATURE });
}

/** A receipt with this payload, and other parts where a test says so. */
function receiptWith(payload: CborValue, parts: { readonly header?: Uint8Array; readonly tags?: number[] } = {}) {
  const bytes = payload instanceof Uint8Array ? payload : encodeCbor(payload);
  return encodeCbor([parts.header ?? HEADER, new Map(), bytes, SIGNATURE], parts.tags ?? [18]);
}

function changed(...entries: readonly (readonly [CborValue, CborValue | undefined])[]): CborValue {
  const map = new Map<CborValue, CborValue>(ENTRIES);
  for (const [key, value] of entries) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  return map as CborValue;
}

describe("consent receipt", () => {
  test("what is decoded is what was encoded, whatever it says", () => {
    const statement = fc.record({
      receiptId: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      noticeVersion: fc.stringMatching(/^[!-~]{1,64}$/),
      noticeLanguage: fc.stringMatching(/^[a-z]{2,3}$/),
      noticeDigest: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      givenAt: fc.nat(2 ** 31 - 1),
    });
    const purpose = fc.oneof(
      fc.constant({ purpose: "certificate" as const }),
      fc.record({ purpose: fc.constant("status-answer" as const), audience: fc.stringMatching(/^[!-~]{1,64}$/) }),
    );
    const end = fc.option(fc.nat(1_000), { nil: undefined });
    fc.assert(
      fc.property(statement, purpose, end, (common, what, later) => {
        const withdrawal = later === undefined ? {} : { withdrawnAt: common.givenAt + later };
        const whole: ConsentStatement = { ...common, ...what, ...withdrawal };
        const decoded = decodeConsentReceipt(receiptOf(whole));
        expect(decoded).toMatchObject({ ok: true, value: { header: { alg: -8, kid: KID }, statement: whole } });
      }),
    );
  });

  test("is signed with its type, which no other document has", () => {
    const typ = Buffer.from("application/mohor-receipt+cbor").toString("hex");
    expect(toHex(HEADER)).toBe(`a3012704440102030410781e${typ}`);
  });

  test("a member that is not there is none with nothing in it either", () => {
    const decoded = decodeConsentReceipt(receiptOf(GIVEN));
    expect(decoded.ok && decoded.value.statement).toStrictEqual(GIVEN);
  });

  test("is small: a text of two hundred bytes in Base45 would fit a QR code of version 11", () => {
    expect(receiptOf(GIVEN).length).toBeLessThan(210);
  });

  test.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array(0)],
    ["no COSE_Sign1", receiptWith(changed(), { tags: [] })],
    [
      "a COSE_Sign1 that is no receipt",
      receiptWith(changed(), { header: encodeProtectedHeader({ alg: -8, kid: KID }) }),
    ],
    ["a type of another document", receiptWith(changed(), { header: headerWith(16, "application/mohor-status+cbor") })],
    ["an algorithm that is not ours", receiptWith(changed(), { header: headerWith(1, -7) })],
    ["a kid of another length", receiptWith(changed(), { header: headerWith(4, new Uint8Array(3)) })],
    ["a header that is no map", receiptWith(changed(), { header: encodeCbor([]) })],
    ["a tagged header", receiptWith(changed(), { header: encodeCbor(new Map(), [18]) })],
    ["three parts", encodeCbor([HEADER, new Map(), encodeCbor(changed())], [18])],
    ["a header that is no byte string", encodeCbor(["", new Map(), encodeCbor(changed()), SIGNATURE], [18])],
    ["something unprotected", encodeCbor([HEADER, new Map([[4, KID]]), encodeCbor(changed()), SIGNATURE], [18])],
    ["a payload that is no byte string", encodeCbor([HEADER, new Map(), changed(), SIGNATURE], [18])],
    ["a signature that is no byte string", encodeCbor([HEADER, new Map(), encodeCbor(changed()), ""], [18])],
    ["a payload that is no CBOR", receiptWith(fromHex("ff"))],
    ["a tagged payload", receiptWith(encodeCbor(changed(), [18]))],
    ["a payload that is no map", receiptWith([])],
    ["an unknown member", receiptWith(changed([9, 1]))],
    ["a member with a name", receiptWith(changed(["given", 1]))],
    ["no id", receiptWith(changed([1, undefined]))],
    ["an id of fifteen bytes", receiptWith(changed([1, new Uint8Array(15)]))],
    ["a third purpose", receiptWith(changed([2, 3]))],
    ["a third purpose for an organisation", receiptWith(changed([2, 3], [3, "rail.example"]))],
    ["a purpose as text", receiptWith(changed([2, "1"]))],
    ["an audience of a certificate of one's own", receiptWith(changed([3, "rail.example"]))],
    ["an answer for nobody", receiptWith(changed([2, 2]))],
    ["an audience with a space", receiptWith(changed([2, 2], [3, "a b"]))],
    ["an audience that is no text", receiptWith(changed([2, 2], [3, 1]))],
    ["no version", receiptWith(changed([4, undefined]))],
    ["an empty version", receiptWith(changed([4, ""]))],
    ["a version with a line end", receiptWith(changed([4, "1\n"]))],
    ["a version behind a space", receiptWith(changed([4, " 1"]))],
    ["a version of 65 characters", receiptWith(changed([4, "x".repeat(65)]))],
    ["a language of four letters", receiptWith(changed([5, "beng"]))],
    ["a language with a region", receiptWith(changed([5, "bn-IN"]))],
    ["a language in capitals", receiptWith(changed([5, "BN"]))],
    ["a digest of 31 bytes", receiptWith(changed([6, new Uint8Array(31)]))],
    ["no time", receiptWith(changed([7, undefined]))],
    ["a time as text", receiptWith(changed([7, "now"]))],
    ["a withdrawal before the consent", receiptWith(changed([8, GIVEN.givenAt - 1]))],
    ["a withdrawal as text", receiptWith(changed([8, "later"]))],
  ])("refuses %s", (_what, bytes) => {
    expect(decodeConsentReceipt(bytes)).toEqual({ ok: false, code: "RECEIPT_MALFORMED" });
  });

  test("takes a withdrawal in the second of the consent", () => {
    expect(decodeConsentReceipt(receiptWith(changed([8, GIVEN.givenAt]))).ok).toBe(true);
  });

  test("writes nothing that it would not read", () => {
    expect(() => encodeConsentStatement({ ...GIVEN, noticeVersion: "" })).toThrow(TypeError);
    expect(() => encodeReceiptHeader({ alg: -8, kid: new Uint8Array(3) })).toThrow(TypeError);
  });
});

function headerWith(key: number, value: CborValue): Uint8Array {
  const header = new Map<number, CborValue>([
    [1, -8],
    [4, KID],
    [16, "application/mohor-receipt+cbor"],
  ]);
  return encodeCbor(header.set(key, value));
}
