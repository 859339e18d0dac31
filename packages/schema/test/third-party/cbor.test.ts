import { type CborValue, decodeCbor, decodeCoseSign1, encodeCbor, fromHex, toHex } from "@mohor/schema";
import { expect, test } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";

type Row = { readonly hex: string; readonly decoded?: unknown; readonly roundtrip?: boolean };

const BOUNDS = { maxBytes: 65_536, maxItems: 2_048 };

function codeOf(hex: string): string {
  const decoded = decodeCbor(fromHex(hex), BOUNDS);
  return decoded.ok ? "accepted" : decoded.code;
}

/** JSON as the subset has it: objects are maps with text keys. */
function cborOf(json: unknown): CborValue {
  if (Array.isArray(json)) return json.map(cborOf);
  if (typeof json === "object" && json !== null) {
    return new Map(Object.entries(json).map(([key, value]) => [key, cborOf(value)]));
  }
  return json as CborValue;
}

/** How a well-formed document of RFC 7049 must fare, by the first rule that fits its bytes; without one it is accepted. */
const RULES: readonly [rule: (row: Row) => boolean, code: string][] = [
  // Well-formed in RFC 7049 only: RFC 8949 §3.3 demands that simple values below 32 take one byte.
  [({ hex }) => hex === "f818", "CBOR_MALFORMED"],
  [({ hex }) => /^(?:c1)?f/.test(hex), "CBOR_TYPE_NOT_ALLOWED"],
  [({ hex }) => /^[13]b/.test(hex), "CBOR_LIMIT_EXCEEDED"],
  [({ roundtrip }) => roundtrip === false, "CBOR_NOT_DETERMINISTIC"],
];

const expectedOf = (row: Row) => RULES.find(([rule]) => rule(row))?.[1] ?? "accepted";

function expectAsExpected(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const code = codeOf(row.hex);
    counts[code] = (counts[code] ?? 0) + 1;
    expect(code, row.hex).toBe(expectedOf(row));
    const decoded = decodeCbor(fromHex(row.hex), BOUNDS);
    if (!decoded.ok) continue;
    const { tags, item } = decoded.value;
    expect(toHex(encodeCbor(item, tags))).toBe(row.hex);
    // A tag's meaning is not the decoder's: what it holds is compared by its bytes alone.
    if (tags.length === 0 && row.decoded !== undefined) expect(item, row.hex).toEqual(cborOf(row.decoded));
  }
  return counts;
}

describeSet("cbor", (read) => {
  test("of RFC 8949 Appendix F all 94 ill-formed documents are refused", () => {
    const { cases }: { cases: readonly Row[] } = JSON.parse(read("rfc8949-appendix-f-not-well-formed.json"));
    expect(cases).toHaveLength(94);
    expect(cases.filter(({ hex }) => codeOf(hex) === "accepted")).toEqual([]);
  });

  test("of RFC 7049 Appendix A the 82 documents are decoded to their values or refused for what lies outside the subset", () => {
    const rows: readonly Row[] = JSON.parse(read("rfc7049_appendix_a.json"));
    expect(rows).toHaveLength(82);
    expect(expectAsExpected(rows)).toEqual({
      accepted: 38,
      CBOR_LIMIT_EXCEEDED: 3,
      CBOR_MALFORMED: 1,
      CBOR_NOT_DETERMINISTIC: 11,
      CBOR_TYPE_NOT_ALLOWED: 29,
    });
  });

  test("of the valid dCBOR documents those of the subset are decoded to their values, the others refused", () => {
    const rows: readonly Row[] = JSON.parse(read("dcbor/valid.json"));
    expect(rows).toHaveLength(40);
    // Each is the one encoding of its value, whatever it was made from (-0.0 among them).
    expectAsExpected(rows.map(({ hex, decoded }) => ({ hex, decoded: decoded === 0 ? 0 : decoded })));
  });

  test("of the 37 invalid dCBOR documents none is a token, and three are decoded: two with an untouched tag, one text not in NFC", () => {
    const rows: readonly Row[] = JSON.parse(read("dcbor/invalid.json"));
    expect(rows).toHaveLength(37);
    const accepted = rows.filter(({ hex }) => codeOf(hex) === "accepted").map(({ hex }) => hex);
    expect(accepted).toEqual(["c24102", "c24a00010000000000000001", "6345cc88"]);
    for (const hex of accepted) expect(tokenCodeOf(hex)).toBe("COSE_TAG_UNEXPECTED");
  });

  test("of cbor2's bad documents all 33 are refused, and its 9 with a wrongly used tag are no tokens", () => {
    const rows: { decodeBad: string[]; decodeBadTags: string[] } = JSON.parse(read("hildjj-cbor2-bad.json"));
    expect([rows.decodeBad.length, rows.decodeBadTags.length]).toEqual([33, 9]);
    expect(rows.decodeBad.filter((hex) => codeOf(hex) === "accepted")).toEqual([]);
    for (const hex of rows.decodeBadTags) expect(tokenCodeOf(hex), hex).toBe("COSE_TAG_UNEXPECTED");
  });

  test("duplicate keys are refused", () => {
    const rows: readonly Row[] = JSON.parse(read("ipld-dag-cbor-duplicate-keys.json"));
    expect(rows.map(({ hex }) => codeOf(hex))).toEqual(["CBOR_NOT_DETERMINISTIC"]);
  });

  test("of the CDE example table integers of 32 bits are decoded and written as they stand, all else is no token", () => {
    const rows = read("cde-example-table-input.csv").trim().split("\n");
    for (const row of rows) {
      const [, type, value, hex = ""] = /^(int|flt|bad),(.*?),([0-9a-f]+),/.exec(row) ?? expect.fail(row);
      if (type === "int" && Math.abs(Number(value) + 0.5) < 0x1_0000_0000) {
        expect(decodeCbor(fromHex(hex), BOUNDS)).toEqual({ ok: true, value: { tags: [], item: Number(value) } });
        expect(toHex(encodeCbor(Number(value)))).toBe(hex);
      } else if (type === "flt") {
        expect(codeOf(hex), row).toBe("CBOR_TYPE_NOT_ALLOWED");
      } else {
        expect(tokenCodeOf(hex), row).not.toBe("accepted");
      }
    }
    expect(rows).toHaveLength(76);
  });
});

function tokenCodeOf(hex: string): string {
  const decoded = decodeCbor(fromHex(hex), BOUNDS);
  const sign1 = decoded.ok ? decodeCoseSign1(decoded.value) : decoded;
  return sign1.ok ? "accepted" : sign1.code;
}
