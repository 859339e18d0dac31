// CBOR as other programs write it (RFC 8949 §3), for the one document that is theirs as much as ours: the Token Status List. Map keys
// may stand in any order; otherwise only what that document is made of: integers up to 53 bits, strings, arrays and maps of definite
// length, tags. Nothing that decides a gate's verdict is read by this.

import { type Decoded, refuse } from "@mohor/schema";

/** A data item. A tag is an array-like pair of its own kind, so that no array can stand in its place. */
export type ForeignCbor = number | string | Uint8Array | readonly ForeignCbor[] | ForeignMap | ForeignTag;
export type ForeignMap = ReadonlyMap<number | string, ForeignCbor>;
export type ForeignTag = { readonly tag: number; readonly item: ForeignCbor };

const MAX_NESTING = 4;
/** A Status List Token with every claim that the draft names has 24; an aggregation list adds a few. */
const MAX_ITEMS = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

type Reader = { readonly bytes: Uint8Array; readonly view: DataView; at: number; itemsLeft: number };

/** The whole of `bytes` as one item, or STATUSLIST_MALFORMED. Byte strings are views. Linear in the bytes. */
export function decodeForeignCbor(bytes: Uint8Array): Decoded<ForeignCbor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader: Reader = { bytes, view, at: 0, itemsLeft: MAX_ITEMS };
  const item = readItem(reader, 0);
  return item === null || reader.at !== bytes.length ? refuse("STATUSLIST_MALFORMED") : { ok: true, value: item };
}

/** The next item, or null where there is none of the kinds above. */
function readItem(reader: Reader, nesting: number): ForeignCbor | null {
  if (nesting > MAX_NESTING || reader.itemsLeft-- === 0) return null;
  const initial = reader.bytes[reader.at];
  const argument = readArgument(reader);
  if (initial === undefined || argument === null) return null;
  switch (initial >> 5) {
    case 0:
      return argument;
    case 1:
      return -1 - argument;
    case 2:
      return readBytes(reader, argument);
    case 3:
      return readText(reader, argument);
    case 4:
      return readArray(reader, argument, nesting + 1);
    case 5:
      return readMap(reader, argument, nesting + 1);
    case 6:
      return readTag(reader, argument, nesting + 1);
    default:
      // Floats and simple values.
      return null;
  }
}

function readArgument(reader: Reader): number | null {
  const { bytes, view } = reader;
  const info = (bytes[reader.at++] ?? 31) & 31;
  if (info < 24) return info;
  const length = 1 << (info - 24);
  // 28 to 31: reserved, and indefinite lengths.
  if (info > 27 || reader.at + length > bytes.length) return null;
  const at = reader.at;
  reader.at += length;
  if (length === 1) return view.getUint8(at);
  if (length === 2) return view.getUint16(at);
  if (length === 4) return view.getUint32(at);
  const argument = view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
  return Number.isSafeInteger(argument) ? argument : null;
}

function readBytes(reader: Reader, length: number): Uint8Array | null {
  if (length > reader.bytes.length - reader.at) return null;
  const start = reader.at;
  reader.at += length;
  return reader.bytes.subarray(start, reader.at);
}

function readText(reader: Reader, length: number): string | null {
  const bytes = readBytes(reader, length);
  try {
    return bytes === null ? null : utf8.decode(bytes);
  } catch {
    return null;
  }
}

function readArray(reader: Reader, length: number, nesting: number): readonly ForeignCbor[] | null {
  const items: ForeignCbor[] = [];
  for (let i = 0; i < length; i++) {
    const item = readItem(reader, nesting);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

function readMap(reader: Reader, length: number, nesting: number): ForeignMap | null {
  const map = new Map<number | string, ForeignCbor>();
  for (let i = 0; i < length; i++) {
    const key = readItem(reader, nesting);
    const value = readItem(reader, nesting);
    if ((typeof key !== "number" && typeof key !== "string") || value === null || map.has(key)) return null;
    map.set(key, value);
  }
  return map;
}

function readTag(reader: Reader, tag: number, nesting: number): ForeignTag | null {
  const item = readItem(reader, nesting);
  return item === null ? null : { tag, item };
}
