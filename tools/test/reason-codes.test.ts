// docs/reason-codes.md has every code, and its links lead to headings that exist.

import { readFileSync } from "node:fs";
import { CODES } from "@mohor/schema";
import { expect, test } from "vitest";
import { reasonCodes } from "../reason-codes.ts";

const SPEC = readFileSync(new URL("../../docs/spec.md", import.meta.url), "utf8");

test("the document is what the table and the texts make", () => {
  const document = readFileSync(new URL("../../docs/reason-codes.md", import.meta.url), "utf8");
  expect(document).toBe(reasonCodes(SPEC));
});

test("every code has a heading of its own, once", () => {
  const headings = [...reasonCodes(SPEC).matchAll(/^### (.+)$/gm)].map(([, code]) => code);
  expect(headings.toSorted()).toEqual(Object.keys(CODES).toSorted());
});

test("every link leads to a heading of the specification", () => {
  const anchors = new Set(
    [...SPEC.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
  for (const text of [SPEC, reasonCodes(SPEC)]) {
    for (const [, anchor = ""] of text.matchAll(/\((?:spec\.md)?#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  }
});

test("a code whose section is not there stops the making", () => {
  expect(() => reasonCodes(SPEC.replace("### 6.7 ", "### 6.77 "))).toThrow(TypeError);
});
