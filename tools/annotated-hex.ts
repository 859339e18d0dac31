// CBOR as annotated hex for readers: one head or string to a line, and beside it what it means. Only for bytes of our own
// making: it reads without bounds and throws on what the format of docs/spec.md lacks.

import { toHex } from "@mohor/schema";

/** What to say about an item, its children and, where a byte string holds CBOR, about the item inside. */
export type Note = {
  readonly say?: string | ((value: number) => string);
  /** Notes on an array's elements, in order. */
  readonly elements?: readonly Note[];
  /** One note for every element of an array. */
  readonly eachElement?: Note;
  /** Notes on a map's values, by key; `name` is what the key means. */
  readonly entries?: ReadonlyMap<number, Note & { readonly name: string }>;
  /** The byte string holds CBOR. */
  readonly embedded?: Note;
  /** The tagged item. */
  readonly tagged?: Note;
};

type Item = {
  readonly major: number;
  readonly argument: number;
  readonly head: Uint8Array;
  readonly content: Uint8Array;
  readonly children: readonly Item[];
  readonly note: Note;
};

const HEX_BYTES_PER_LINE = 16;
const HEX_COLUMN_WIDTH = 62;

/** Every byte as hex, with what it means after `#`. */
export function annotatedHex(bytes: Uint8Array, note: Note): string {
  return hexLines(readWhole(bytes, note), 0).join("\n");
}

function readWhole(bytes: Uint8Array, note: Note): Item {
  const { item, end } = readItem(bytes, 0, note);
  if (end !== bytes.length) throw new TypeError("bytes follow the item");
  return item;
}

function readItem(bytes: Uint8Array, start: number, note: Note): { item: Item; end: number } {
  const initial = byteAt(bytes, start);
  const major = initial >> 5;
  const info = initial & 31;
  const headLength = info < 24 ? 1 : 1 + (1 << (info - 24));
  let argument = info;
  if (info >= 24) {
    argument = 0;
    for (let i = 1; i < headLength; i++) argument = argument * 256 + byteAt(bytes, start + i);
  }
  const head = bytes.slice(start, start + headLength);
  const afterHead = start + headLength;
  if (major === 0 || major === 1) {
    return { item: { major, argument, head, content: new Uint8Array(0), children: [], note }, end: afterHead };
  }
  if (major === 2 || major === 3) {
    const content = bytes.slice(afterHead, afterHead + argument);
    const children = note.embedded === undefined ? [] : [readWhole(content, note.embedded)];
    return { item: { major, argument, head, content, children, note }, end: afterHead + argument };
  }
  if (major === 7) throw new TypeError("floats and simple values are not in the format");
  const count = major === 5 ? 2 * argument : major === 4 ? argument : 1;
  const children: Item[] = [];
  let at = afterHead;
  for (let i = 0; i < count; i++) {
    const { item, end } = readItem(bytes, at, noteOfChild(note, major, i, children));
    children.push(item);
    at = end;
  }
  return { item: { major, argument, head, content: new Uint8Array(0), children, note }, end: at };
}

function noteOfChild(note: Note, major: number, index: number, before: readonly Item[]): Note {
  if (major === 6) return note.tagged ?? {};
  if (major === 4) return note.elements?.[index] ?? note.eachElement ?? {};
  const key = before[index - 1];
  // In a map every second child is a value; a key's note is the name that its value's note carries.
  if (index % 2 === 1 && key !== undefined && key.major !== 3) return note.entries?.get(integerOf(key)) ?? {};
  return {};
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new TypeError("the item is cut short");
  return byte;
}

function integerOf(item: Item): number {
  return item.major === 1 ? -1 - item.argument : item.argument;
}

function hexLines(item: Item, depth: number): string[] {
  const { major, argument, head, content, children } = item;
  const said = say(item);
  if (major === 0 || major === 1) return [hexLine(head, depth, `${integerOf(item)}${suffix(said)}`)];
  if (major === 2 && children.length === 0) return stringLines(item, depth, `${argument} bytes${suffix(said)}`);
  if (major === 2)
    return [hexLine(head, depth, `${argument} bytes of CBOR${suffix(said)}`), ...nested(children, depth)];
  if (major === 3) {
    const text = new TextDecoder().decode(content);
    return [
      hexLine(head, depth, `text of ${argument} bytes${suffix(said)}`),
      ...contentLines(content, depth + 1, `"${text}"`),
    ];
  }
  if (major === 4) return [hexLine(head, depth, `array of ${argument}${suffix(said)}`), ...nested(children, depth)];
  if (major === 6) return [hexLine(head, depth, `tag ${argument}${suffix(said)}`), ...nested(children, depth)];
  return [hexLine(head, depth, `map of ${argument}${suffix(said)}`), ...mapLines(item, depth + 1)];
}

function mapLines(map: Item, depth: number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < map.children.length; i += 2) {
    const key = map.children[i] as Item;
    const value = map.children[i + 1] as Item;
    if (key.major === 3) lines.push(...hexLines(key, depth));
    else {
      const name = map.note.entries?.get(integerOf(key))?.name;
      lines.push(hexLine(key.head, depth, `key ${integerOf(key)}${suffix(name)}`));
    }
    lines.push(...hexLines(value, depth + 1));
  }
  return lines;
}

function nested(children: readonly Item[], depth: number): string[] {
  return children.flatMap((child) => hexLines(child, depth + 1));
}

function stringLines(item: Item, depth: number, comment: string): string[] {
  if (item.content.length <= 4) {
    return [hexLine(new Uint8Array([...item.head, ...item.content]), depth, comment)];
  }
  return [hexLine(item.head, depth, comment), ...contentLines(item.content, depth + 1)];
}

function contentLines(content: Uint8Array, depth: number, comment?: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < content.length; at += HEX_BYTES_PER_LINE) {
    lines.push(hexLine(content.subarray(at, at + HEX_BYTES_PER_LINE), depth, at === 0 ? comment : undefined));
  }
  return lines;
}

function hexLine(bytes: Uint8Array, depth: number, comment?: string): string {
  const hex = `${"  ".repeat(depth)}${[...bytes].map((byte) => toHex(Uint8Array.of(byte))).join(" ")}`;
  return comment === undefined ? hex : `${hex.padEnd(HEX_COLUMN_WIDTH)} # ${comment}`;
}

function say(item: Item): string | undefined {
  const { say: text } = item.note;
  return typeof text === "function" ? text(integerOf(item)) : text;
}

function suffix(said: string | undefined): string {
  return said === undefined ? "" : `: ${said}`;
}
