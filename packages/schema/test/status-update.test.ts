import {
  type CborMap,
  type CborValue,
  decodeCbor,
  decodeSignedStatusUpdate,
  encodeCbor,
  encodeIndexSet,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  fromHex,
  indexSetOf,
  MAX_STATUS_UPDATE_BYTES,
  type StatusUpdate,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";
import { history, listOf, SIZE, SUBJECT, updateOf } from "./status-list-samples.ts";

const REFUSED = { ok: false, code: "STATUSLIST_MALFORMED" };
const KID = fromHex("01020304");
const HEADER = encodeStatusHeader({ alg: -8, kid: KID });
const SIGNATURE = new Uint8Array(64).fill(5);
const UPDATE = updateOf(listOf(4, [1], [2]), listOf(6, [1, 9], [3]));

const signed = (payload: Uint8Array, protectedHeader = HEADER) =>
  encodeSignedStatusUpdate({ protectedHeader, payload, signature: SIGNATURE });
const itemOf = (bytes: Uint8Array): CborValue => {
  const document = decodeCbor(bytes, { maxBytes: MAX_STATUS_UPDATE_BYTES, maxItems: 64 });
  if (!document.ok) throw new Error(document.code);
  return document.value.item;
};
function changed(map: CborMap, key: number | string, value: CborValue | null): Uint8Array {
  const copy = new Map(map);
  if (value === null) copy.delete(key);
  else copy.set(key, value);
  return encodeCbor(copy);
}

describe("a status update", () => {
  test("written, signed and read is the same update, header and signature", () => {
    fc.assert(
      fc.property(history, fc.boolean(), (lists, isWhole) => {
        const update = updateOf(isWhole ? null : (lists.at(-2) ?? null), lists.at(-1) as (typeof lists)[number]);
        const payload = encodeStatusUpdate(update);
        const decoded = decodeSignedStatusUpdate(signed(payload));
        expect(decoded.ok && decoded.value).toEqual({
          header: { alg: -8, kid: KID },
          protectedHeader: HEADER,
          payload,
          signature: SIGNATURE,
          update,
        });
      }),
      runs(200),
    );
  });

  test("read of a Buffer does not change with the Buffer", () => {
    const received = Buffer.from(signed(encodeStatusUpdate(UPDATE)));
    const decoded = decodeSignedStatusUpdate(received);
    received.fill(0);
    expect(decoded.ok && decoded.value.update).toEqual(UPDATE);
    expect(decoded.ok && decoded.value.payload).toEqual(encodeStatusUpdate(UPDATE));
  });

  test("is signed with its type, which a certificate does not have", () => {
    const typ = Buffer.from("application/mohor-status+cbor").toString("hex");
    const header = `a3012704440102030410781d${typ}`;
    expect(toHex(HEADER)).toBe(header);
    expect(toHex(toBeSigned(HEADER, fromHex("00")))).toBe(
      `846a${Buffer.from("Signature1").toString("hex")}5829${header}404100`,
    );
  });

  test("may be signed under -19 too; a kid of another length is a caller's mistake", () => {
    expect(
      decodeSignedStatusUpdate(signed(encodeStatusUpdate(UPDATE), encodeStatusHeader({ alg: -19, kid: KID }))).ok,
    ).toBe(true);
    expect(() => encodeStatusHeader({ alg: -8, kid: fromHex("01") })).toThrow(TypeError);
  });
});

describe("the payload is refused", () => {
  const payload = itemOf(encodeStatusUpdate(UPDATE)) as CborMap;
  const whole = itemOf(encodeStatusUpdate(updateOf(null, listOf(1, [1])))) as CborMap;
  const set = (...indices: number[]) => encodeIndexSet(indexSetOf(indices), SIZE);

  test.each<[string, number | string, CborValue | null]>([
    ["an unknown member", 12, 0],
    ["a text member", "1", 0],
    ["no version", 1, null],
    ["a version in text", 1, "6"],
    ["a version that is the base's", 1, 4],
    ["a version below the base's", 1, 3],
    ["no subject", 2, null],
    ["a subject of 31 bytes", 2, SUBJECT.subarray(1)],
    ["a subject in text", 2, "x".repeat(32)],
    ["no issued", 3, null],
    ["a negative issued", 3, -1],
    ["no base version", 4, null],
    ["a negative base version", 4, -1],
    ["a base digest of 33 bytes", 5, new Uint8Array(33)],
    ["no base digest", 5, null],
    ["no digest", 6, null],
    ["a digest of no bytes", 6, new Uint8Array(0)],
    ["no revoked", 7, null],
    ["a revoked that is no index set", 7, [1]],
    ["an index that is revoked and suspended", 7, set(3)],
    ["an index that is revoked and reinstated", 7, set(2)],
    ["no suspended", 8, null],
    ["a suspended that is no index set", 8, fromHex("00")],
    ["an index that is suspended and reinstated", 8, set(2)],
    ["no reinstated", 9, null],
    ["a reinstated that is no index set", 9, 0],
    ["no size", 10, null],
    ["size 0", 10, 0],
    ["a size in text", 10, "1000"],
    ["a size below an index", 10, 9],
    ["no bundle version", 11, null],
    ["bundle version 0", 11, 0],
    ["a bundle version in bytes", 11, fromHex("01")],
  ])("with %s", (_, key, value) => {
    expect(decodeSignedStatusUpdate(signed(encodeCbor(payload))).ok).toBe(true);
    expect(decodeSignedStatusUpdate(signed(changed(payload, key, value)))).toEqual(REFUSED);
  });

  test("as a whole list that begins with anything but the empty list, or reinstates", () => {
    expect(decodeSignedStatusUpdate(signed(encodeCbor(whole))).ok).toBe(true);
    expect(decodeSignedStatusUpdate(signed(changed(whole, 5, SUBJECT)))).toEqual(REFUSED);
    expect(decodeSignedStatusUpdate(signed(changed(whole, 9, set(5))))).toEqual(REFUSED);
    expect(decodeSignedStatusUpdate(signed(changed(whole, 10, SIZE + 1)))).toEqual(REFUSED);
  });

  test("of a list without a place, though it changes nothing", () => {
    const nothing = new Map([...payload, [7, set()], [8, set()], [9, set()]]) as CborMap;
    expect(decodeSignedStatusUpdate(signed(changed(nothing, 10, 1))).ok).toBe(true);
    expect(decodeSignedStatusUpdate(signed(changed(nothing, 10, 0)))).toEqual(REFUSED);
  });

  test("when it is tagged, no map, or no CBOR", () => {
    for (const bytes of [encodeCbor(payload, [61]), encodeCbor([1]), fromHex("ff")]) {
      expect(decodeSignedStatusUpdate(signed(bytes))).toEqual(REFUSED);
    }
  });

  test.each<[string, Partial<StatusUpdate>]>([
    ["a version that does not rise", { version: 4 }],
    ["a fractional date", { issued: 0.5 }],
    ["an index in two sets", { suspended: indexSetOf([9]) }],
    ["an index at the size", { revoked: indexSetOf([SIZE]) }],
  ])("when written with %s: a caller's mistake", (_, twin) => {
    expect(() => encodeStatusUpdate({ ...UPDATE, ...twin })).toThrow(TypeError);
  });
});

describe("the document around it is refused", () => {
  const payload = encodeStatusUpdate(UPDATE);
  const empty = new Map<number, CborValue>();
  const header = (...entries: [number, CborValue][]) => encodeCbor(new Map(entries));
  const TYP = "application/mohor-status+cbor";

  test("when it has another tag, no tag or two, or is cut short", () => {
    const item = itemOf(signed(payload));
    expect(decodeSignedStatusUpdate(encodeCbor(item, [18])).ok).toBe(true);
    for (const tags of [[], [98], [18, 18]]) expect(decodeSignedStatusUpdate(encodeCbor(item, tags))).toEqual(REFUSED);
    expect(decodeSignedStatusUpdate(signed(payload).subarray(0, -1))).toEqual(REFUSED);
    expect(decodeSignedStatusUpdate(new Uint8Array(0))).toEqual(REFUSED);
  });

  test.each<[string, CborValue]>([
    ["a map", new Map()],
    ["three parts", [HEADER, empty, payload]],
    ["five parts", [HEADER, empty, payload, SIGNATURE, SIGNATURE]],
    ["a header that is no bytes", [empty, empty, payload, SIGNATURE]],
    ["an unprotected header", [HEADER, new Map([[4, KID]]), payload, SIGNATURE]],
    ["an unprotected header that is a list", [HEADER, [], payload, SIGNATURE]],
    ["a payload in text", [HEADER, empty, "payload", SIGNATURE]],
    ["a signature in text", [HEADER, empty, payload, "signature"]],
    ["no typ", [header([1, -8], [4, KID]), empty, payload, SIGNATURE]],
    ["another typ", [header([1, -8], [4, KID], [16, "application/mohor-trust+cbor"]), empty, payload, SIGNATURE]],
    ["a typ as number", [header([1, -8], [4, KID], [16, 18]), empty, payload, SIGNATURE]],
    ["a fourth parameter", [header([1, -8], [4, KID], [5, 0], [16, TYP]), empty, payload, SIGNATURE]],
    ["no alg", [header([4, KID], [16, TYP]), empty, payload, SIGNATURE]],
    ["another alg", [header([1, -7], [4, KID], [16, TYP]), empty, payload, SIGNATURE]],
    ["no kid", [header([1, -8], [16, TYP]), empty, payload, SIGNATURE]],
    ["a kid of five bytes", [header([1, -8], [4, new Uint8Array(5)], [16, TYP]), empty, payload, SIGNATURE]],
    ["a kid in text", [header([1, -8], [4, "kid!"], [16, TYP]), empty, payload, SIGNATURE]],
    ["a header that is a list", [encodeCbor([1, 4, 16]), empty, payload, SIGNATURE]],
    ["a header that is tagged", [encodeCbor(itemOf(HEADER), [61]), empty, payload, SIGNATURE]],
    ["a header that is no CBOR", [fromHex("ff"), empty, payload, SIGNATURE]],
  ])("with %s", (_, item) => {
    expect(decodeSignedStatusUpdate(encodeCbor(item, [18]))).toEqual(REFUSED);
  });

  test("when one bit is changed, or it is refused, or it reads as something else", () => {
    const bytes = signed(payload);
    const original = decodeSignedStatusUpdate(bytes);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const mutated = bytes.slice();
      mutated[bit >> 3] = (mutated[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(decodeSignedStatusUpdate(mutated)).not.toEqual(original);
    }
  });
});
