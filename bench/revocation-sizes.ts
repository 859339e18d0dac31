// Bytes of revocation: a signed whole list in which a thousandth is revoked at random, against the entropy of such a set (the
// reference, 1.00), the packed bit string of a Token Status List, Bloom filters, and eight bytes for each; then a day's update, and
// which QR code each fits.

import { deflateSync } from "node:zlib";
import { describeQr } from "@mohor/issuer/qr";
import { encodePack, encodePackTexts, type StatusList } from "@mohor/schema";
import { statusList, statusUpdate } from "../test-vectors/generate/status-lists.ts";
import { drawIndices, listOf } from "./revocation.ts";
import { bitString } from "./status-list.ts";

const DAYS = 365;

export async function benchRevocationSizes(): Promise<void> {
  for (const size of [1e6, 1e8, 1e9]) {
    const list = listOf(size);
    const count = list.revoked.length;
    const entropy = entropyBytes(count, size);
    const rows: [string, number][] = [
      ["entropy of the set", entropy],
      ["status update, signed", statusUpdate({ to: list }).length],
      ["1-bit list, zlib -9 (unsigned)", deflateSync(bitString(list.revoked, size), { level: 9 }).length],
      ["2-bit list, zlib -9 (unsigned)", deflateSync(twoBits(list.revoked, size), { level: 9 }).length],
      ["Bloom filter, 1e-6 false", bloomBytes(count, 1e-6)],
      ["Bloom filter, 1e-9 false", bloomBytes(count, 1e-9)],
      ["eight bytes each", 8 * count],
    ];
    print(`a list of ${size.toLocaleString("en")}, ${count.toLocaleString("en")} revoked`, rows, entropy);
  }
  for (const size of [1e6, 1e8, 1e9]) {
    const [before, next] = dayOf(size);
    const count = next.revoked.length;
    const update = statusUpdate({ from: before, to: next });
    print(
      `a day's update of a list of ${size.toLocaleString("en")}: ${count.toLocaleString("en")} newly revoked; ${fit(update)}`,
      [
        ["entropy of the set", entropyBytes(count, size)],
        ["status update, signed", update.length],
      ],
      entropyBytes(count, size),
    );
  }
  process.stdout.write(`a whole list of 1,000 with one revoked: ${fit(statusUpdate({ to: listOf(1_000) }))}\n\n`);
}

/** A list and the one a day later, where a thousandth is revoked over a year. What was revoked before makes no update longer. */
function dayOf(size: number): readonly [StatusList, StatusList] {
  const before = statusList({ size });
  return [before, { ...before, version: 2, revoked: drawIndices(Math.round((size * 0.001) / DAYS), size) }];
}

/** Bytes by which a set of so many indices can be told from all others: log2 of size over count. */
function entropyBytes(count: number, size: number): number {
  const p = count / size;
  return Math.ceil((size * (-p * Math.log2(p) - (1 - p) * Math.log2(1 - p))) / 8);
}

/** m = -n ln p / (ln 2)^2 bits (Bloom, 1970). */
function bloomBytes(count: number, falsePositives: number): number {
  return Math.ceil((-count * Math.log(falsePositives)) / Math.LN2 ** 2 / 8);
}

/** Two bits for each index, as a Token Status List with suspensions has them. */
function twoBits(revoked: Uint32Array, size: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(size / 4));
  for (const index of revoked) bits[index >>> 2] = (bits[index >>> 2] as number) | (1 << (2 * (index & 3)));
  return bits;
}

/** The QR codes that carry the document as a pack. */
function fit(document: Uint8Array): string {
  const pack = encodePack([document]);
  if (pack.length > 64 * 1_054) return `${document.length.toLocaleString("en")} bytes, too much for QR codes`;
  const texts = encodePackTexts(pack);
  const versions = texts.map((text) => describeQr(text).version);
  return texts.length === 1
    ? `one QR code of version ${versions[0]}-M`
    : `${texts.length} QR codes up to version ${Math.max(...versions)}-M`;
}

function print(title: string, rows: readonly (readonly [string, number])[], reference: number): void {
  const lines = rows.map(
    ([name, bytes]) =>
      `  ${name.padEnd(32)}${bytes.toLocaleString("en").padStart(14)} bytes  ${(bytes / reference).toFixed(2).padStart(7)}×`,
  );
  process.stdout.write(`${title} (× = size relative to the first line)\n${lines.join("\n")}\n\n`);
}
