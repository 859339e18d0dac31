// What a mutation run says of survivors: each is named by its lines, and only one that the document argues is let through.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { GROUPS } from "../mutation/groups.ts";
import {
  arguedInVain,
  argumentsOf,
  type FileReport,
  isArgued,
  placesOfStatic,
  scoreOf,
  survivorsOf,
  withStatic,
} from "../mutation/survivors.ts";

const SOURCE = "function f(a: number) {\n  if (a > 1) {\n    g();\n  }\n}\n";

function reportOf(...mutants: FileReport["mutants"]): FileReport {
  return { path: "packages/schema/src/f.ts", source: SOURCE, mutants };
}

const place = (line: number, column: number) => ({ line, column });
const equality = {
  mutatorName: "EqualityOperator",
  replacement: "a >= 1",
  location: { start: place(2, 7), end: place(2, 12) },
};
const block = { mutatorName: "BlockStatement", replacement: "{}", location: { start: place(2, 14), end: place(4, 4) } };

describe("a score", () => {
  test("counts what was noticed among what was tried and could be loaded", () => {
    const report = reportOf(
      { ...equality, status: "Killed" },
      { ...equality, status: "Timeout" },
      { ...equality, status: "Survived" },
      { ...equality, status: "NoCoverage" },
      { ...equality, status: "Ignored" },
      { ...equality, status: "RuntimeError" },
    );
    expect(scoreOf([report])).toEqual({ detected: 2, valid: 4, ignored: 1 });
  });
});

describe("what only acts while a module is loaded", () => {
  const left = reportOf(
    { ...equality, status: "Ignored", statusReason: "Static mutant" },
    { ...block, status: "Ignored", statusReason: "the message of an exception" },
  );

  test("is tried in a run of its own, each place once", () => {
    expect(placesOfStatic(left)).toEqual(["packages/schema/src/f.ts:2:6-2:11"]);
  });

  test("has the answer of that run", () => {
    const statuses = (files: FileReport[]) => files.flatMap(({ mutants }) => mutants.map(({ status }) => status));
    const second = reportOf({ ...equality, status: "Killed" }, { ...block, status: "Killed" });
    expect(statuses(withStatic([left], [second]))).toEqual(["Killed", "Ignored"]);
    expect(statuses(withStatic([left], []))).toEqual(["Ignored", "Ignored"]);
  });
});

describe("a survivor", () => {
  test("is named by its line before and after", () => {
    expect(survivorsOf(reportOf({ ...equality, status: "Survived" }, { ...block, status: "Killed" }))).toEqual([
      { path: "packages/schema/src/f.ts", line: 2, before: "if (a > 1) {", after: "if (a >= 1) {" },
    ]);
  });

  test("over several lines is named by all of them, joined", () => {
    expect(survivorsOf(reportOf({ ...block, status: "NoCoverage" }))).toEqual([
      { path: "packages/schema/src/f.ts", line: 2, before: "if (a > 1) { g(); }", after: "if (a > 1) {}" },
    ]);
  });

  test("is let through where the document argues it under the heading of its file, and only there", () => {
    const [survivor] = survivorsOf(reportOf({ ...equality, status: "Survived" }));
    if (survivor === undefined) throw new Error("one survives");
    const blockOf = "```diff\n- if (a > 1) {\n+ if (a >= 1) {\n```\n\nBoth are right.\n";
    expect(isArgued(argumentsOf(`### packages/schema/src/f.ts\n\n${blockOf}`), survivor)).toBe(true);
    expect(isArgued(argumentsOf(`### packages/schema/src/g.ts\n\n${blockOf}`), survivor)).toBe(false);
    expect(isArgued(argumentsOf("### packages/schema/src/f.ts\n"), survivor)).toBe(false);
  });

  test("is argued in vain once it is noticed, as far as its file was tried", () => {
    const [survived, killed] = [
      reportOf({ ...equality, status: "Survived" }),
      reportOf({ ...equality, status: "Killed" }),
    ];
    const argued = argumentsOf(
      "### packages/schema/src/f.ts\n\n```diff\n- if (a > 1) {\n+ if (a >= 1) {\n```\n\nBoth are right.\n",
    );
    expect(arguedInVain(argued, survivorsOf(survived), [survived])).toEqual([]);
    expect(arguedInVain(argued, survivorsOf(killed), [killed])).toEqual([
      "packages/schema/src/f.ts\nif (a > 1) {\nif (a >= 1) {",
    ]);
    expect(arguedInVain(argued, [], [])).toEqual([]);
  });

  test("without a reason below it is a mistake in the document", () => {
    const document = "### packages/schema/src/f.ts\n\n```diff\n- a\n+ b\n```\n\n```diff\n- c\n+ d\n```\n\nWhy.\n";
    expect(() => argumentsOf(document)).toThrow("no reason");
  });
});

test("what the document argues stands in the sources", () => {
  const squeezed = new Map<string, string>();
  const argued = [...argumentsOf(readFileSync("docs/mutation.md", "utf8"))];
  expect(argued.length).toBeGreaterThan(0);
  for (const entry of argued) {
    const [path = "", before = ""] = entry.split("\n");
    const source = squeezed.get(path) ?? readFileSync(path, "utf8").replaceAll(/\s+/g, " ");
    squeezed.set(path, source);
    expect(source, path).toContain(before.replace(/…$/, ""));
  }
});

test("each file is in one group", () => {
  const files = GROUPS.flatMap((group) => group.files);
  expect(new Set(files).size).toBe(files.length);
});
