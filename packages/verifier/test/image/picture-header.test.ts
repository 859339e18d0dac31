import { CODES, MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE } from "@mohor/schema";
import { describe, expect, test } from "vitest";
import { readPictureHeader, sniffPictureFormat } from "../../src/image/picture-header.ts";
import { encodeJpeg, encodeWebp } from "./encode-photo.ts";
import { assemble, encodeRgbaPng } from "./encode-png.ts";
import { paintSymbol, toFrame } from "./paint.ts";

const frame = toFrame(paintSymbol("SIZE", 3));
const size = { width: frame.width, height: frame.height };

/** A PNG that only says its size. */
const pngOf = (width: number, height: number) =>
  assemble(width, height, { colourType: 0, bitDepth: 1 }, new Uint8Array(2));

const codeOf = (bytes: Uint8Array): string => {
  const header = readPictureHeader(bytes);
  return header.ok ? "ok" : header.code;
};

describe("sniffPictureFormat", () => {
  test("knows the three formats by their first bytes, whatever follows", async () => {
    expect(sniffPictureFormat(encodeRgbaPng(frame))).toBe("png");
    expect(sniffPictureFormat(await encodeJpeg(frame))).toBe("jpeg");
    expect(sniffPictureFormat(await encodeWebp(frame))).toBe("webp");
  });

  test("knows nothing else", () => {
    for (const start of [
      "GIF89a",
      "BM",
      "%PDF-1.7",
      "<svg xmlns",
      "RIFF1234AVI ",
      "\x00\x00\x00\x1cftypheic",
      "II*\x00",
      "MQ1:6BFC80",
      "\x89PNG",
      "",
    ]) {
      expect(sniffPictureFormat(Buffer.from(start, "latin1"))).toBeUndefined();
    }
  });
});

describe("readPictureHeader", () => {
  test("gives format and size of each format", async () => {
    expect(readPictureHeader(encodeRgbaPng(frame))).toEqual({ ok: true, value: { format: "png", ...size } });
    for (const jpeg of [
      await encodeJpeg(frame),
      await encodeJpeg(frame, { progressive: true }),
      await encodeJpeg(frame, { grey: true }),
    ]) {
      expect(readPictureHeader(jpeg)).toEqual({ ok: true, value: { format: "jpeg", ...size } });
    }
    for (const webp of [await encodeWebp(frame), await encodeWebp(frame, { lossless: true })]) {
      expect(readPictureHeader(webp)).toEqual({ ok: true, value: { format: "webp", ...size } });
    }
  });

  test("refuses no bytes, and files that are no picture", () => {
    expect(codeOf(new Uint8Array(0))).toBe("PICTURE_EMPTY");
    for (const text of ["M", "MQ1:6BFC80PZ0B9O3KE", "not a picture\n".repeat(999)])
      expect(codeOf(Buffer.from(text))).toBe("PICTURE_FORMAT_UNKNOWN");
  });

  test("holds file, sides and pixels against their bounds, at n and n + 1", () => {
    expect(codeOf(Buffer.concat([pngOf(8, 8), Buffer.alloc(MAX_PICTURE_BYTES - pngOf(8, 8).length)]))).toBe("ok");
    expect(codeOf(Buffer.concat([pngOf(8, 8), Buffer.alloc(MAX_PICTURE_BYTES - pngOf(8, 8).length + 1)]))).toBe(
      "PICTURE_TOO_LARGE",
    );
    expect(codeOf(pngOf(MAX_PICTURE_SIDE, 2))).toBe("ok");
    expect(codeOf(pngOf(MAX_PICTURE_SIDE + 1, 2))).toBe("PICTURE_TOO_LARGE");
    expect(codeOf(pngOf(2, MAX_PICTURE_SIDE + 1))).toBe("PICTURE_TOO_LARGE");
    expect(codeOf(pngOf(MAX_PICTURE_PIXELS / 5_000, 5_000))).toBe("ok");
    expect(codeOf(pngOf(MAX_PICTURE_PIXELS / 5_000, 5_001))).toBe("PICTURE_TOO_LARGE");
    expect(codeOf(pngOf(0xffff_ffff, 0xffff_ffff))).toBe("PICTURE_TOO_LARGE");
  });

  test("refuses sides of no pixels", () => {
    expect(codeOf(pngOf(0, 8))).toBe("PICTURE_DAMAGED");
    expect(codeOf(pngOf(8, 0))).toBe("PICTURE_DAMAGED");
  });

  test("gives every prefix of a picture an answer, and only codes of pictures", async () => {
    for (const picture of [
      encodeRgbaPng(frame),
      await encodeJpeg(frame, { progressive: true }),
      await encodeWebp(frame),
      await encodeWebp(frame, { lossless: true }),
    ]) {
      for (let length = 0; length < Math.min(picture.length, 900); length++) {
        const header = readPictureHeader(picture.subarray(0, length));
        if (!header.ok) expect(CODES[header.code].layer).toBe("picture");
      }
    }
  });
});
