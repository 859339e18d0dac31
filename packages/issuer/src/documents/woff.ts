// WOFF 1.0 (W3C Recommendation, 2012) to the sfnt that is inside: fonts come so from their packages, and shaping wants them bare.
// The file is a package's own; what does not hold together is a broken installation and a TypeError.

import { inflateSync } from "node:zlib";

const SIGNATURE = 0x774f_4646;
const HEADER_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const SFNT_HEADER_BYTES = 12;
const SFNT_ENTRY_BYTES = 16;

/** Bytes of one table unpacked: the largest of a pan-Indian font are below one megabyte. */
const MAX_TABLE_BYTES = 16_777_216;

/** The sfnt of a WOFF file: header, directory and tables in the order of the file, each padded to four bytes. */
export function sfntOfWoff(woff: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < HEADER_BYTES || view.getUint32(0) !== SIGNATURE) throw new TypeError("this is no WOFF 1.0 file");
  const tableCount = view.getUint16(12);
  if (HEADER_BYTES + tableCount * WOFF_ENTRY_BYTES > woff.length)
    throw new TypeError("the WOFF directory is cut short");
  const tables = Array.from({ length: tableCount }, (_, i) => readTable(woff, view, i));
  const directoryBytes = SFNT_HEADER_BYTES + tableCount * SFNT_ENTRY_BYTES;
  const sfnt = new Uint8Array(directoryBytes + tables.reduce((sum, { bytes }) => sum + padded(bytes.length), 0));
  const out = new DataView(sfnt.buffer);
  out.setUint32(0, view.getUint32(4));
  out.setUint16(4, tableCount);
  // What binary search over the directory begins with (OpenType, "Table directory").
  const power = Math.floor(Math.log2(tableCount));
  out.setUint16(6, 2 ** power * SFNT_ENTRY_BYTES);
  out.setUint16(8, power);
  out.setUint16(10, (tableCount - 2 ** power) * SFNT_ENTRY_BYTES);
  let at = directoryBytes;
  for (const [i, { tag, checksum, bytes }] of tables.entries()) {
    const entry = SFNT_HEADER_BYTES + i * SFNT_ENTRY_BYTES;
    for (const [offset, value] of [tag, checksum, at, bytes.length].entries()) out.setUint32(entry + 4 * offset, value);
    sfnt.set(bytes, at);
    at += padded(bytes.length);
  }
  return sfnt;
}

function readTable(woff: Uint8Array, view: DataView, index: number) {
  const entry = HEADER_BYTES + index * WOFF_ENTRY_BYTES;
  const [tag = 0, offset = 0, packedLength = 0, length = 0, checksum = 0] = [0, 4, 8, 12, 16].map((field) =>
    view.getUint32(entry + field),
  );
  if (offset + packedLength > woff.length || length > MAX_TABLE_BYTES) throw new TypeError("a WOFF table is cut short");
  const packed = woff.subarray(offset, offset + packedLength);
  // Stored as it is where packing does not make it smaller (§5).
  const bytes = packedLength < length ? inflateSync(packed, { maxOutputLength: length }) : packed;
  if (bytes.length !== length) throw new TypeError("a WOFF table has another length than it says");
  return { tag, checksum, bytes };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
