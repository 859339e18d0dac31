// The bounds of packages/schema/src/limits.ts with the sentence that derives each: read from the source, because the sentence
// stands only there.

import * as schema from "@mohor/schema";

/** One bound. */
export type Limit = { readonly name: string; readonly value: number; readonly derivation: string };

const DECLARATION =
  /(?:\/\*\* (?<derivation>[^\n]*) \*\/\n)?export const (?<name>[A-Z0-9_]+) = (?<value>[0-9a-fx_]+);/g;

/** Every exported bound in the order of the source. Throws where the source and what it exports disagree. */
export function limitsOf(source: string): readonly Limit[] {
  const exported: Readonly<Record<string, unknown>> = schema;
  const limits: Limit[] = [];
  let end = 0;
  for (const { 0: whole, index, groups } of source.matchAll(DECLARATION)) {
    const name = groups?.name ?? "";
    const value = Number(groups?.value?.replaceAll("_", ""));
    if (exported[name] !== value) throw new TypeError(`${name} is not exported with the value in its source`);
    // One sentence may derive two bounds on adjacent lines, such as least and most.
    const isAdjacent = source.slice(end, index) === "\n";
    const derivation = groups?.derivation ?? (isAdjacent ? limits.at(-1)?.derivation : undefined);
    if (derivation === undefined) throw new TypeError(`${name} has no derivation on one line above it`);
    limits.push({ name, value, derivation });
    end = index + whole.length;
  }
  if (limits.length !== source.match(/^export /gm)?.length) throw new TypeError("a bound is not written as a number");
  return limits;
}
