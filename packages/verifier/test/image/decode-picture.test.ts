import { afterEach, describe, expect, test, vi } from "vitest";
import { decodePicture } from "../../src/image/decode-picture.ts";
import type { Frame } from "../../src/image/frame.ts";
import { decodeJpeg } from "../../src/image/jpeg-decode.ts";
import { encodeJpeg, encodeWebp } from "./encode-photo.ts";
import { encodeGreyPng } from "./encode-png.ts";
import { paintSymbol, toFrame } from "./paint.ts";

vi.mock(import("../../src/image/jpeg-decode.ts"), { spy: true });
afterEach(() => vi.resetAllMocks());

const grey = paintSymbol("MQ1:", 4);

describe("decodePicture", () => {
  test("gives the pixels of each format, in one shape", async () => {
    for (const bytes of [encodeGreyPng(grey), await encodeJpeg(toFrame(grey)), await encodeWebp(toFrame(grey))]) {
      const picture = await decodePicture(bytes);
      expect(picture).toMatchObject({ ok: true, value: { width: grey.width, height: grey.height } });
      expect(picture.ok && picture.value.data.length).toBe(grey.luma.length * 4);
    }
  });

  test("decodes nothing that its header refuses", async () => {
    const jpeg = await encodeJpeg(toFrame(grey));
    const start = jpeg.indexOf(0xc0, 2);
    expect(jpeg[start - 1]).toBe(0xff);
    // Height and width of 65,535.
    const vast = Uint8Array.from(jpeg);
    vast.fill(0xff, start + 4, start + 8);
    expect(await decodePicture(vast)).toEqual({ ok: false, code: "PICTURE_TOO_LARGE" });
    expect(decodeJpeg).not.toHaveBeenCalled();
  });

  test("calls a picture damaged in which the decoder sees another size than was bounded", async () => {
    const jpeg = await encodeJpeg(toFrame(grey));
    for (const [width, height] of [
      [grey.width + 1, grey.height],
      [grey.width, grey.height - 1],
    ] as const) {
      const other: Frame = { width, height, data: new Uint8ClampedArray(width * height * 4) };
      vi.mocked(decodeJpeg).mockResolvedValueOnce({ ok: true, value: other });
      expect(await decodePicture(jpeg)).toEqual({ ok: false, code: "PICTURE_DAMAGED" });
    }
  });

  test("takes bytes that are a window on a larger buffer, and leaves them as they were", async () => {
    for (const bytes of [encodeGreyPng(grey), await encodeJpeg(toFrame(grey)), await encodeWebp(toFrame(grey))]) {
      const larger = new Uint8Array(bytes.length + 20).fill(7);
      larger.set(bytes, 9);
      const window = larger.subarray(9, 9 + bytes.length);
      expect(await decodePicture(window)).toEqual(await decodePicture(bytes));
      expect(Buffer.compare(window, bytes)).toBe(0);
    }
  });
});
