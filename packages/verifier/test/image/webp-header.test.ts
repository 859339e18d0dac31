import { describe, expect, test } from "vitest";
import { readWebpHeader } from "../../src/image/webp-header.ts";

const chunk = (type: string, content: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
};
const webpOf = (...chunks: Buffer[]): Buffer => {
  const riff = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  riff.writeUInt32LE(4 + Buffer.concat(chunks).length, 4);
  return Buffer.concat([riff, ...chunks]);
};

/** A lossy frame's start for 300 × 200: key frame, start code, sizes with the scaling bits set. */
const LOSSY = chunk("VP8 ", Buffer.from("109a009d012a2c41c88000", "hex"));
/** A lossless one's: signature, then 299 and 199 in 14 bits each. */
const LOSSLESS = chunk("VP8L", Buffer.from([0x2f, ...uint32(299 | (199 << 14)), 0, 0, 0, 0, 0]));

function uint32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24];
}

const canvasOf = (width: number, height: number, flags = 0): Buffer => {
  const content = Buffer.alloc(10, 0);
  content[0] = flags;
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return chunk("VP8X", content);
};

const SIZE = { ok: true, value: { width: 300, height: 200 } };
const DAMAGED = { ok: false, code: "PICTURE_DAMAGED" };

describe("readWebpHeader", () => {
  test("gives the size of lossy, lossless and extended files", () => {
    for (const bitstream of [LOSSY, LOSSLESS]) {
      expect(readWebpHeader(webpOf(bitstream))).toEqual(SIZE);
      expect(
        readWebpHeader(
          webpOf(canvasOf(300, 200), chunk("ICCP", Buffer.alloc(13)), chunk("ALPH", Buffer.alloc(20)), bitstream),
        ),
      ).toEqual(SIZE);
    }
  });

  test("refuses an animation: which of its frames would be the certificate?", () => {
    expect(readWebpHeader(webpOf(canvasOf(300, 200, 0x02), LOSSY))).toEqual({
      ok: false,
      code: "PICTURE_FORMAT_UNKNOWN",
    });
  });

  test("calls a file damaged whose canvas and bitstream differ, whose bitstream is none, or that has none", () => {
    expect(readWebpHeader(webpOf(canvasOf(301, 200), LOSSY))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf(canvasOf(300, 199), LOSSLESS))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf(chunk("VP8 ", Buffer.alloc(12))))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf(chunk("VP8 ", Buffer.alloc(12, 1))))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf(chunk("VP8L", Buffer.alloc(12))))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf(chunk("EXIF", Buffer.alloc(40))))).toEqual(DAMAGED);
    expect(readWebpHeader(webpOf())).toEqual(DAMAGED);
  });
});
