// The check of citations notices each kind that leads nowhere, and leaves alone those that lead somewhere or to a standard.

import { expect, test } from "vitest";
import { checkCitations } from "../check-citations.ts";

const DOCUMENTS: readonly (readonly [string, string])[] = [
  ["docs/spec.md", "## 6 Verifying\n\n### 6.7 Signature\n"],
  ["docs/operate.md", "## 1. Make an issuer\n"],
  ["docs/decisions/0003-a-stale-store.md", "# 3. A stale store\n"],
];

const problemsOf = (text: string): string[] => checkCitations(new Map([...DOCUMENTS, ["packages/x/src/x.ts", text]]));

test.each([
  "// docs/spec.md §6.7, after RFC 9052 §4.4 and ISO/IEC 18004 §6.3.8; spec §6, §6.7",
  "what a stolen store is worth: `docs/operate.md` §1",
  "(docs/decisions/0003), [decisions](docs/decisions), §9.9 of another document",
])("nothing is said of: %s", (text) => {
  expect(problemsOf(text)).toEqual([]);
});

test.each([
  ["a document that is not there", "// see security.md"],
  ["a document by a name in capitals", "// the bounds of DESIGN §10"],
  ["a section of the specification", "// docs/spec.md §6.8"],
  ["a section after one that is there", "// spec §6, §7"],
  ["a section of another document", "`docs/operate.md` §2"],
  ["a decision", "// docs/decisions/0004"],
])("the check notices %s", (_what, text) => {
  expect(problemsOf(text)).toHaveLength(1);
});
