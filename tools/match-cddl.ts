// Whether CBOR fits a rule of a CDDL grammar (RFC 8610), for the part of the language that read-cddl.ts reads. Bytes inside
// byte strings are looked at too (`.cbor`). The deterministic form is not CDDL's business and is checked before.

import { type CborMap, type CborValue, decodeCbor, MAX_TRUST_BUNDLE_BYTES } from "@mohor/schema";
import type { CddlEntry, CddlRules, CddlType } from "./read-cddl.ts";

/** A tag's number and what it encloses; CborValue has none inside. */
type Value = CborValue | { readonly tag: number; readonly value: Value };

const BOUNDS = { maxBytes: MAX_TRUST_BUNDLE_BYTES, maxItems: MAX_TRUST_BUNDLE_BYTES } as const;

/** Whether the bytes are one deterministic CBOR item that fits the rule. Throws TypeError on a rule that is not there. */
export function matchesCddl(rules: CddlRules, name: string, bytes: Uint8Array): boolean {
  const value = decodeValue(bytes);
  return value !== null && matches(rules, { kind: "name", name }, value);
}

function decodeValue(bytes: Uint8Array): Value | null {
  const document = decodeCbor(bytes, BOUNDS);
  if (!document.ok) return null;
  return document.value.tags.reduceRight<Value>((value, tag) => ({ tag, value }), document.value.item);
}

function matches(rules: CddlRules, type: CddlType, value: Value): boolean {
  switch (type.kind) {
    case "integer":
    case "text":
      return value === type.value;
    case "bytes":
      return value instanceof Uint8Array && new TextDecoder().decode(value) === type.value;
    case "range":
      return typeof value === "number" && type.low <= value && value <= type.high;
    case "choice":
      return type.types.some((choice) => matches(rules, choice, value));
    case "tag":
      return isTagged(value) && value.tag === type.tag && matches(rules, type.type, value.value);
    case "array":
      return Array.isArray(value) && matchesSequence(rules, type.group, value);
    case "map":
      return value instanceof Map && matchesMap(rules, type.group, value);
    case "control":
      return matches(rules, type.target, value) && obeys(rules, type.operator, type.controller, value);
    case "name":
      return matchesName(rules, type.name, value);
  }
}

function matchesName(rules: CddlRules, name: string, value: Value): boolean {
  const rule = rules.get(name);
  if (rule !== undefined && "type" in rule) return matches(rules, rule.type, value);
  // The prelude, as far as the grammar uses it (RFC 8610 appendix D).
  if (name === "tstr") return typeof value === "string";
  if (name === "bstr") return value instanceof Uint8Array;
  throw new TypeError(`${name} is no type`);
}

/** The control operators (RFC 8610 §3.8). */
function obeys(rules: CddlRules, operator: string, controller: CddlType, value: Value): boolean {
  if (operator === ".cbor" && value instanceof Uint8Array) {
    const inner = decodeValue(value);
    return inner !== null && matches(rules, controller, inner);
  }
  // In bytes, of text too (RFC 8610 §3.8.1).
  if (operator === ".size") return matches(rules, controller, sizeOf(value));
  if (operator === ".regexp" && controller.kind === "text") {
    return typeof value === "string" && new RegExp(`^(?:${controller.value})$`).test(value);
  }
  throw new TypeError(`${operator} is not understood`);
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (value instanceof Uint8Array) return value.length;
  throw new TypeError(".size is for strings");
}

/** Whether the entries, each as often as it may, make up the whole array; the longest run is tried first. */
function matchesSequence(rules: CddlRules, entries: readonly CddlEntry[], values: readonly CborValue[]): boolean {
  const [entry, ...rest] = entries;
  if (entry === undefined) return values.length === 0;
  let run = 0;
  while (run < entry.most && run < values.length && matches(rules, entry.type, values[run] as CborValue)) run++;
  for (; run >= entry.least; run--) if (matchesSequence(rules, rest, values.slice(run))) return true;
  return false;
}

function matchesMap(rules: CddlRules, entries: readonly CddlEntry[], map: CborMap): boolean {
  const used = usedKeys(rules, entries, map);
  return used !== null && used.size === map.size;
}

/** The keys of the map that the entries account for, or null where one that must be there is missing or does not fit. */
function usedKeys(rules: CddlRules, entries: readonly CddlEntry[], map: CborMap): Set<number | string> | null {
  const used = new Set<number | string>();
  for (const entry of entries) {
    const found = usedByEntry(rules, entry, map);
    if (found === null && entry.least > 0) return null;
    for (const key of found ?? []) used.add(key);
  }
  return used;
}

function usedByEntry(rules: CddlRules, { key, type }: CddlEntry, map: CborMap): Set<number | string> | null {
  if (key !== null) {
    if (key.kind !== "integer") throw new TypeError("a map's keys are integers");
    const value = map.get(key.value);
    return value !== undefined && matches(rules, type, value) ? new Set([key.value]) : null;
  }
  const group = type.kind === "name" ? rules.get(type.name) : undefined;
  if (group === undefined || !("group" in group)) throw new TypeError("an entry of a map has a key or is a group");
  return usedKeys(rules, group.group, map);
}

function isTagged(value: Value): value is { readonly tag: number; readonly value: Value } {
  return typeof value === "object" && "tag" in value;
}
