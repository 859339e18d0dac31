// QR texts of trust material are told from certificates, and pieces are put together in any order.

import { expect, test } from "vitest";
import { readTrustText } from "../../../src/gate/worker/trust-text.ts";
import { qrTextOf, signedBundle } from "../../test-issuer.ts";
import { posterTexts } from "../browser/trust-material.ts";

const DOCUMENTS = [signedBundle()];

test("a certificate and foreign codes are no trust material", () => {
  const read = readTrustText();
  for (const text of [qrTextOf(), "HC1:6BF", "", "https://example.in/"]) expect(read(text)).toBeNull();
});

test("pieces in any order, repeated, make the documents; until then the progress is told", () => {
  const read = readTrustText();
  const texts = posterTexts(DOCUMENTS, 400);
  expect(texts.length).toBeGreaterThan(2);
  const [first, second, ...rest] = texts.toReversed() as [string, string, ...string[]];
  expect(read(first)).toEqual({ kind: "trust-piece", have: 1, all: texts.length });
  expect(read(first)).toEqual({ kind: "trust-piece", have: 1, all: texts.length });
  expect(read(second)).toEqual({ kind: "trust-piece", have: 2, all: texts.length });
  expect(rest.map((text) => read(text)).at(-1)).toEqual({ kind: "trust-documents", documents: DOCUMENTS });
});

test("a damaged text is refused with its code", () => {
  const [text] = posterTexts(DOCUMENTS, 400) as [string];
  expect(readTrustText()(`${text.slice(0, -1)}!`)).toEqual({ kind: "trust-refused", code: "BASE45_INVALID" });
  expect(readTrustText()("MT9:00")).toEqual({ kind: "trust-refused", code: "PACK_VERSION_UNSUPPORTED" });
});
