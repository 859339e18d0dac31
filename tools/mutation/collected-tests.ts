// What stands in for "vitest" while mutants are tried: `test` and `describe` collect, so that one process can run the same tests
// again for every mutant; `expect` is vitest's own. Only what the tests of the two packages use.

import { format } from "node:util";

export { expect } from "vitest";

type Body = (...row: never[]) => unknown;
type Declare = (name: string, body: Body) => void;
type Each = (rows: readonly unknown[]) => Declare;

/** A test of the files that were imported, in their order. */
export type CollectedTest = { readonly name: string; readonly run: () => unknown };

let collected: CollectedTest[] = [];

let path: readonly string[] = [];

/** What the tests of the next file are named after. */
export function beginFile(name: string): void {
  path = [name];
}

/** What was collected since the last call. */
export function takeCollected(): readonly CollectedTest[] {
  const taken = collected;
  collected = [];
  return taken;
}

function declareTest(name: string, body: Body): void {
  collected.push({ name: [...path, `${name} (${collected.length})`].join(" > "), run: body as () => unknown });
}

function declareSuite(name: string, body: Body): void {
  const outer = path;
  path = [...outer, name];
  (body as () => void)();
  path = outer;
}

function eachBy(declare: Declare): Each {
  return (rows) => (name, body) => {
    const areLists = rows.every(Array.isArray);
    for (const row of rows) {
      const values = (areLists ? row : [row]) as never[];
      const shown = values.map((value: unknown) => (typeof value === "object" ? "…" : value));
      const places = name.match(/%[sdi]/g)?.length ?? 0;
      declare(format(name, ...shown.slice(0, places)), () => body(...values));
    }
  };
}

export const test: Declare & { each: Each } = Object.assign(declareTest.bind(null), { each: eachBy(declareTest) });
export const it: typeof test = test;
export const describe: Declare & { each: Each } = Object.assign(declareSuite.bind(null), {
  each: eachBy(declareSuite),
});

/** Summaries after a file are no tests of the code. */
export function afterAll(): void {}
