// A reader of CDDL (RFC 8610) for the part of the language that packages/schema/status.cddl uses: literals, ranges, names, tags,
// arrays, maps, groups, occurrences, choices of types and control operators. Anything else throws: a grammar that is not
// wholly understood checks nothing.

/** A type (RFC 8610 §2.1, §2.2). */
export type CddlType =
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "bytes"; readonly value: string }
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "tag"; readonly tag: number; readonly type: CddlType }
  | { readonly kind: "array" | "map"; readonly group: readonly CddlEntry[] }
  | {
      readonly kind: "control";
      readonly operator: string;
      readonly target: CddlType;
      readonly controller: CddlType;
    }
  | { readonly kind: "choice"; readonly types: readonly CddlType[] };

/** One entry of a group: how often, under which key in a map, and what. A name may stand for a group. */
export type CddlEntry = {
  readonly least: number;
  readonly most: number;
  /** In a map the key; null in an array, where a key is only a label. */
  readonly key: CddlType | null;
  readonly type: CddlType;
};

/** A rule: a type or a group. */
export type CddlRule = { readonly type: CddlType } | { readonly group: readonly CddlEntry[] };

export type CddlRules = ReadonlyMap<string, CddlRule>;

type Cursor = { readonly tokens: readonly string[]; at: number };

const TOKEN =
  /\s+|;[^\n]*|(#6\.\d+|\d*\*\d*|=>|\.\.|\.[a-z]+|-?\d+|"[^"\\]*"|'[^'\\]*'|[A-Za-z_][A-Za-z0-9_-]*|[=/?+:,()[\]{}])/gy;
const INTEGER = /^-?\d+$/;
const NAME = /^[A-Za-z_]/;
const OCCURRENCE = /^(\d*)\*(\d*)$/;

/** The rules of a grammar, in order. Throws TypeError on what is outside the part of CDDL named above. */
export function readCddl(source: string): CddlRules {
  const cursor: Cursor = { tokens: tokensOf(source), at: 0 };
  const rules = new Map<string, CddlRule>();
  while (cursor.at < cursor.tokens.length) {
    const name = take(cursor, NAME);
    take(cursor, "=");
    if (rules.has(name)) throw new TypeError(`${name} is defined twice`);
    rules.set(name, peek(cursor) === "(" ? { group: readGroup(cursor, "(", ")") } : { type: readType(cursor) });
  }
  return rules;
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKEN)) {
    if (match[1] !== undefined) tokens.push(match[1]);
    end = match.index + match[0].length;
  }
  if (end !== source.length) throw new TypeError(`not understood: ${source.slice(end, end + 20)}`);
  return tokens;
}

function peek(cursor: Cursor, ahead = 0): string {
  return cursor.tokens[cursor.at + ahead] ?? "";
}

function take(cursor: Cursor, expected: string | RegExp): string {
  const token = peek(cursor);
  const fits = typeof expected === "string" ? token === expected : expected.test(token);
  if (!fits) throw new TypeError(`${expected} expected, ${token === "" ? "the end" : token} found`);
  cursor.at++;
  return token;
}

function readType(cursor: Cursor): CddlType {
  const types = [readControlled(cursor)];
  while (peek(cursor) === "/") {
    take(cursor, "/");
    types.push(readControlled(cursor));
  }
  const [only] = types;
  return types.length === 1 && only !== undefined ? only : { kind: "choice", types };
}

function readControlled(cursor: Cursor): CddlType {
  const target = readSingle(cursor);
  const operator = peek(cursor);
  if (operator === "..") {
    take(cursor, "..");
    const high = readSingle(cursor);
    if (target.kind !== "integer" || high.kind !== "integer") throw new TypeError("a range is of integers");
    return { kind: "range", low: target.value, high: high.value };
  }
  if (!/^\.[a-z]/.test(operator)) return target;
  take(cursor, operator);
  return { kind: "control", operator, target, controller: readSingle(cursor) };
}

function readSingle(cursor: Cursor): CddlType {
  const token = peek(cursor);
  if (token === "[") return { kind: "array", group: readGroup(cursor, "[", "]") };
  if (token === "{") return { kind: "map", group: readGroup(cursor, "{", "}") };
  cursor.at++;
  if (token === "(") {
    const type = readType(cursor);
    take(cursor, ")");
    return type;
  }
  if (token.startsWith("#6.")) {
    take(cursor, "(");
    const type = readType(cursor);
    take(cursor, ")");
    return { kind: "tag", tag: Number(token.slice(3)), type };
  }
  if (INTEGER.test(token)) return { kind: "integer", value: Number(token) };
  if (token.startsWith('"')) return { kind: "text", value: token.slice(1, -1) };
  if (token.startsWith("'")) return { kind: "bytes", value: token.slice(1, -1) };
  if (NAME.test(token)) return { kind: "name", name: token };
  throw new TypeError(`a type expected, ${token === "" ? "the end" : token} found`);
}

function readGroup(cursor: Cursor, open: string, close: string): CddlEntry[] {
  take(cursor, open);
  const entries: CddlEntry[] = [];
  while (peek(cursor) !== close) {
    entries.push(readEntry(cursor));
    if (peek(cursor) !== close) take(cursor, ",");
  }
  take(cursor, close);
  return entries;
}

function readEntry(cursor: Cursor): CddlEntry {
  const occurrence = readOccurrence(cursor);
  if (peek(cursor, 1) === ":") {
    take(cursor, NAME);
    take(cursor, ":");
    return { ...occurrence, key: null, type: readType(cursor) };
  }
  const type = readType(cursor);
  if (peek(cursor) !== "=>") return { ...occurrence, key: null, type };
  take(cursor, "=>");
  return { ...occurrence, key: type, type: readType(cursor) };
}

/** `?`, `+`, `*`, `n*m` without space in it; once where none stands (RFC 8610 §3.2). */
function readOccurrence(cursor: Cursor): { least: number; most: number } {
  const token = peek(cursor);
  const bounds = OCCURRENCE.exec(token);
  if (token === "?" || token === "+" || bounds !== null) cursor.at++;
  if (token === "?") return { least: 0, most: 1 };
  if (token === "+") return { least: 1, most: Number.POSITIVE_INFINITY };
  if (bounds === null) return { least: 1, most: 1 };
  const [, least, most] = bounds;
  return { least: Number(least), most: most === "" ? Number.POSITIVE_INFINITY : Number(most) };
}
