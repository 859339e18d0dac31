// Deterministic CBOR (RFC 8949 §4.2.1), the subset of docs/spec.md §3.3: integers up to 32 bits, byte strings, text, arrays,
// maps with integer or text keys; tags only around the whole. cbor-x is fast and lax, so nothing reaches it
// before a walker over the bytes has held every head against bounds and the deterministic form. The only importer of cbor-x;
// its build without eval, so that a strict content security policy holds and browsers and Node run the same decoder.

import { Encoder } from "cbor-x/index-no-eval";
import { compareBytes, concatBytes } from "./bytes.ts";
import { type Code, type Decoded, refuse } from "./codes.ts";
import { MAX_CBOR_ARGUMENT, MAX_CBOR_NESTING, MAX_TEXT_BYTES } from "./limits.ts";

/** A data item of the subset. */
export type CborValue = number | string | Uint8Array | readonly CborValue[] | CborMap;

/** A map with unique integer or text keys. */
export type CborMap = ReadonlyMap<number | string, CborValue>;

/** A decoded document: the tag numbers around the item, outermost first, and the item. */
export type CborDocument = { readonly tags: readonly number[]; readonly item: CborValue };

/** Bounds of one kind of document; nesting and text length are the same for all. */
export type CborBounds = { readonly maxBytes: number; readonly maxItems: number };

const codec = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  variableMapSize: true,
  tagUint8Array: false,
});

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const MAJOR = { UNSIGNED: 0, NEGATIVE: 1, BYTES: 2, TEXT: 3, ARRAY: 4, MAP: 5, TAG: 6, SIMPLE: 7 } as const;

/**
 * Decodes one document of the subset; nothing may follow it. Reading goes from left to right, and the first departure
 * decides (spec §3.3): CBOR_LIMIT_EXCEEDED (bytes, items, nesting, text length, an argument of 64 bits), CBOR_MALFORMED
 * (not well-formed, trailing bytes, text that is not UTF-8), CBOR_NOT_DETERMINISTIC (longer head than needed, indefinite
 * length, map keys not ascending or repeated, text with a byte order mark), CBOR_TYPE_NOT_ALLOWED (float,
 * simple value, tag inside, other map key). Time is linear in the bytes; at most MAX_CBOR_NESTING calls deep. What is decoded
 * shares no memory with `bytes`.
 */
export function decodeCbor(bytes: Uint8Array, bounds: CborBounds): Decoded<CborDocument> {
  if (bytes.length > bounds.maxBytes) return refuse("CBOR_LIMIT_EXCEEDED");
  const walk = walkDocument(bytes, bounds.maxItems);
  if (!walk.ok) return walk;
  const { tags, start } = walk.value;
  // A copy: cbor-x returns views of what it is given, and of Node's Buffer it returns Buffers, whose slice() is no copy.
  return { ok: true, value: { tags, item: codec.decode(new Uint8Array(bytes.subarray(start))) as CborValue } };
}

/** The tags around the document and where its item starts. */
function walkDocument(
  bytes: Uint8Array,
  maxItems: number,
): Decoded<{ readonly tags: number[]; readonly start: number }> {
  const walker: Walker = { bytes, at: 0, itemsLeft: maxItems, fault: null };
  const tags: number[] = [];
  while (majorAt(walker) === MAJOR.TAG) {
    if (tags.length === MAX_CBOR_NESTING) return refuse("CBOR_LIMIT_EXCEEDED");
    tags.push(readHead(walker));
    if (walker.fault !== null) return refuse(walker.fault);
  }
  const start = walker.at;
  walkItem(walker, 0);
  if (walker.fault === null && walker.at !== bytes.length) walker.fault = "CBOR_MALFORMED";
  return walker.fault === null ? { ok: true, value: { tags, start } } : refuse(walker.fault);
}

type Walker = { readonly bytes: Uint8Array; at: number; itemsLeft: number; fault: Code | null };

function majorAt(walker: Walker): number | undefined {
  const initial = walker.bytes[walker.at];
  return initial === undefined ? undefined : initial >> 5;
}

/** Sets the first fault and ends the walk: every caller looks at `fault` before it goes on. */
function fail(walker: Walker, code: Code): number {
  walker.fault = code;
  return 0;
}

/** Reads the head of an integer, string, array, map or tag and returns its argument (RFC 8949 §3). */
function readHead(walker: Walker): number {
  if (walker.itemsLeft-- === 0) return fail(walker, "CBOR_LIMIT_EXCEEDED");
  const initial = walker.bytes[walker.at++];
  if (initial === undefined) return fail(walker, "CBOR_MALFORMED");
  const major = initial >> 5;
  const info = initial & 31;
  if (info < 24) return info;
  if (info > 27) {
    const isIndefinite = info === 31 && major >= MAJOR.BYTES && major <= MAJOR.MAP;
    return fail(walker, isIndefinite ? "CBOR_NOT_DETERMINISTIC" : "CBOR_MALFORMED");
  }
  const length = 1 << (info - 24);
  if (walker.at + length > walker.bytes.length) return fail(walker, "CBOR_MALFORMED");
  let argument = 0;
  for (let i = 0; i < length; i++) argument = argument * 256 + (walker.bytes[walker.at++] as number);
  const least = info === 24 ? 24 : 2 ** (8 << (info - 25));
  if (argument < least) return fail(walker, "CBOR_NOT_DETERMINISTIC");
  if (argument > MAX_CBOR_ARGUMENT) return fail(walker, "CBOR_LIMIT_EXCEEDED");
  return argument;
}

function walkItem(walker: Walker, nesting: number): void {
  const major = majorAt(walker);
  if (major === MAJOR.SIMPLE) {
    walkSimple(walker);
    return;
  }
  const argument = readHead(walker);
  if (walker.fault !== null) return;
  if (major === MAJOR.BYTES) walkBytes(walker, argument);
  else if (major === MAJOR.TEXT) walkText(walker, argument);
  else if (major === MAJOR.TAG) fail(walker, "CBOR_TYPE_NOT_ALLOWED");
  else if (major === MAJOR.ARRAY || major === MAJOR.MAP) {
    if (nesting === MAX_CBOR_NESTING) fail(walker, "CBOR_LIMIT_EXCEEDED");
    else if (major === MAJOR.ARRAY) walkArray(walker, argument, nesting + 1);
    else walkMap(walker, argument, nesting + 1);
  }
}

/** Floats and simple values are outside the subset; here only whether they are well-formed (RFC 8949 §3.3). */
function walkSimple(walker: Walker): void {
  const info = (walker.bytes[walker.at] as number) & 31;
  const following = info < 24 || info > 27 ? 0 : 1 << (info - 24);
  const isShortSimpleInTwoBytes = info === 24 && (walker.bytes[walker.at + 1] ?? 0) < 32;
  const isTruncated = walker.at + 1 + following > walker.bytes.length;
  if (walker.itemsLeft === 0) fail(walker, "CBOR_LIMIT_EXCEEDED");
  else if (info > 27 || isTruncated || isShortSimpleInTwoBytes) fail(walker, "CBOR_MALFORMED");
  else fail(walker, "CBOR_TYPE_NOT_ALLOWED");
}

function walkBytes(walker: Walker, length: number): void {
  if (length > walker.bytes.length - walker.at) fail(walker, "CBOR_MALFORMED");
  walker.at += length;
}

function walkText(walker: Walker, length: number): void {
  if (length > MAX_TEXT_BYTES) {
    fail(walker, "CBOR_LIMIT_EXCEEDED");
    return;
  }
  const start = walker.at;
  walkBytes(walker, length);
  if (walker.fault !== null) return;
  const text = decodeUtf8(walker.bytes.subarray(start, walker.at));
  if (text === null) fail(walker, "CBOR_MALFORMED");
  // Decoders differ in keeping it, so that with it one text would have two encodings.
  else if (text.includes("\uFEFF")) fail(walker, "CBOR_NOT_DETERMINISTIC");
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function walkArray(walker: Walker, length: number, nesting: number): void {
  for (let i = 0; i < length && walker.fault === null; i++) walkItem(walker, nesting);
}

function walkMap(walker: Walker, length: number, nesting: number): void {
  let previousKey = new Uint8Array(0);
  for (let i = 0; i < length && walker.fault === null; i++) {
    const start = walker.at;
    const major = majorAt(walker);
    walkItem(walker, nesting);
    if (walker.fault !== null) return;
    const key = walker.bytes.slice(start, walker.at);
    const isKeyType = major === MAJOR.UNSIGNED || major === MAJOR.NEGATIVE || major === MAJOR.TEXT;
    if (!isKeyType) fail(walker, "CBOR_TYPE_NOT_ALLOWED");
    else if (compareBytes(previousKey, key) >= 0) fail(walker, "CBOR_NOT_DETERMINISTIC");
    else walkItem(walker, nesting);
    previousKey = key;
  }
}

/**
 * The deterministic encoding of an item of the subset, map keys sorted bytewise (RFC 8949 §4.2.1), inside `tags`.
 * Throws TypeError on what `decodeCbor` would refuse at any number of bytes and items: that is a caller's bug, never input.
 */
export function encodeCbor(item: CborValue, tags: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const bytes = concatBytes(...tags.map(tagHead), codec.encode(inOrder(item)));
  if (!walkDocument(bytes, Number.POSITIVE_INFINITY).ok) throw new TypeError("an item of spec §3.3 is required");
  return bytes;
}

/** The head of a tag is that of an unsigned integer with another major type. */
function tagHead(tag: number): Uint8Array {
  const head = new Uint8Array(codec.encode(tag));
  head[0] = (head[0] as number) | (MAJOR.TAG << 5);
  return head;
}

function inOrder(item: CborValue): CborValue {
  if (typeof item === "number" || typeof item === "string" || item instanceof Uint8Array) return item;
  if (item instanceof Map) return inKeyOrder(item);
  return (item as readonly CborValue[]).map(inOrder);
}

function inKeyOrder(map: CborMap): CborMap {
  const entries = [...map].map(([key, value]) => ({
    key,
    bytes: new Uint8Array(codec.encode(key)),
    value: inOrder(value),
  }));
  entries.sort((a, b) => compareBytes(a.bytes, b.bytes));
  return new Map(entries.map(({ key, value }) => [key, value]));
}
