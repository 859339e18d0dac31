import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { openFace } from "../../src/documents/shape-text.ts";
import { sfntOfWoff } from "../../src/documents/woff.ts";

const { resolve } = createRequire(import.meta.url);
const woff = readFileSync(resolve("@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-400-normal.woff"));

/** The sum of a table's 32-bit words, as the directory states it (OpenType, "Calculating checksums"). */
function checksumOf(table: Uint8Array): number {
  const words = new DataView(Uint8Array.from([...table, ...new Array(-table.length & 3).fill(0)]).buffer);
  let sum = 0;
  for (let at = 0; at < words.byteLength; at += 4) sum = (sum + words.getUint32(at)) >>> 0;
  return sum;
}

describe("sfntOfWoff", () => {
  it("gives every table as its checksum says, on a boundary of four bytes", () => {
    const sfnt = sfntOfWoff(woff);
    const view = new DataView(sfnt.buffer);
    const count = view.getUint16(4);
    expect(count).toBeGreaterThan(8);
    for (let i = 0; i < count; i++) {
      const entry = 12 + 16 * i;
      const tag = String.fromCharCode(...sfnt.subarray(entry, entry + 4));
      const [offset, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)];
      expect(offset % 4).toBe(0);
      // The head table's own sum leaves out a field of its own (checkSumAdjustment).
      if (tag !== "head")
        expect(checksumOf(sfnt.subarray(offset, offset + length)), tag).toBe(view.getUint32(entry + 4));
    }
  });

  it("is a font that has its script", () => {
    const face = openFace(sfntOfWoff(woff));
    expect(face.covers("ক্ষ")).toBe(true);
    expect(face.covers("क")).toBe(false);
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["another format", Uint8Array.from(woff, (byte, at) => (at === 3 ? 0x32 : byte))],
    ["half a directory", woff.subarray(0, 80)],
    ["half a file", woff.subarray(0, woff.length / 2)],
    ["a table that claims to be huge", Uint8Array.from(woff, (byte, at) => (at === 56 ? 0xff : byte))],
  ])("throws on %s", (_what, bytes) => {
    expect(() => sfntOfWoff(bytes)).toThrow();
  });
});
