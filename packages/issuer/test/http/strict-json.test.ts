import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { MAX_JSON_NESTING } from "../../src/http/http-limits.ts";
import { strictJsonText } from "../../src/http/strict-json.ts";

const read = (text: string) => strictJsonText(new TextEncoder().encode(text));

describe("strictJsonText", () => {
  it("gives back what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        // fast-check writes lone surrogates too; those are refused on purpose.
        expect(read(text).ok).toBe(!/\\ud[89a-f]/.test(text));
      }),
      runs(500),
    );
  });

  it("never throws, and accepts nothing that JSON.parse refuses", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        if (strictJsonText(bytes).ok) JSON.parse(new TextDecoder().decode(bytes));
      }),
      runs(500),
    );
  });

  it("refuses a member twice wherever it stands, and the same name in two objects is no member twice", () => {
    for (const text of ['{"a":1,"a":1}', '[{"a":{"b":1,"b":2}}]', '{"a":1,"b":"a","\\u0061":2}', '{"":1,"":2}']) {
      expect(read(text), text).toEqual({ ok: false, code: "HTTP_BODY_MALFORMED" });
    }
    for (const text of [
      '{"a":{"a":1},"b":{"a":2}}',
      '[{"a":1},{"a":2}]',
      '{"a":"a","b":["a","a"]}',
      '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    ]) {
      expect(read(text), text).toEqual({ ok: true, value: text });
    }
  });

  it(`reads ${MAX_JSON_NESTING} levels and not one more`, () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(read(nested(MAX_JSON_NESTING)).ok).toBe(true);
    expect(read(nested(MAX_JSON_NESTING + 1)).ok).toBe(false);
  });
});
