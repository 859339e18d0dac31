import { describe, expect, test, vi } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import { decodeJpeg } from "../../src/image/jpeg-decode.ts";
import { encodeJpeg } from "./encode-photo.ts";
import { meanDifference } from "./mean-difference.ts";
import { paintSymbol, toFrame, V8_TEXT } from "./paint.ts";

const frame = toFrame(paintSymbol(V8_TEXT, 5));

describe("decodeJpeg", () => {
  test.each([{ progressive: false }, { progressive: true }, { grey: true }, { grey: true, progressive: true }])(
    "gives back the pixels of a JPEG with %o, as nearly as JPEG does",
    async (options) => {
      const decoded = await decodeJpeg(await encodeJpeg(frame, { ...options, quality: 95 }));
      expect(decoded.ok && meanDifference(decoded.value, frame)).toBeLessThan(4);
    },
  );

  test("gives the part of a picture that is there", async () => {
    const jpeg = await encodeJpeg(frame, { quality: 95 });
    const decoded = await decodeJpeg(jpeg.subarray(0, jpeg.length * 0.8));
    expect(decoded.ok).toBe(true);
    if (!decoded.ok) return;
    const half = { ...frame, height: 100, data: frame.data.slice(0, frame.width * 100 * 4) };
    expect(meanDifference({ ...half, data: decoded.value.data.slice(0, half.data.length) }, half)).toBeLessThan(4);
  });

  test("reads pictures at once without mixing them", async () => {
    const frames = [2, 3, 4, 5].map((pixels) => toFrame(paintSymbol("AT ONCE", pixels)));
    const jpegs = await Promise.all(frames.map((one) => encodeJpeg(one)));
    const decoded = await Promise.all(jpegs.map((jpeg) => decodeJpeg(jpeg)));
    expect(decoded.map((one) => one.ok && one.value.width)).toEqual(frames.map((one) => one.width));
  });

  test("survives any damage, says nothing on the console, and reads the next picture", async () => {
    const talk = [vi.spyOn(console, "log"), vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
    const random = seededRandom(11);
    const [baseline, progressive] = [await encodeJpeg(frame), await encodeJpeg(frame, { progressive: true })];
    let refused = 0;
    for (let i = 0; i < 300 * EFFORT; i++) {
      const jpeg = Uint8Array.from(i % 2 === 0 ? baseline : progressive);
      for (let flips = 0; flips < 4; flips++)
        jpeg[Math.floor(random() * (i % 3 === 0 ? 400 : jpeg.length))] = random() * 256;
      const decoded = await decodeJpeg(i % 5 === 0 ? jpeg.subarray(0, random() * jpeg.length) : jpeg);
      if (!decoded.ok) {
        refused++;
        expect(decoded.code).toBe("PICTURE_DAMAGED");
      }
    }
    expect(refused).toBeGreaterThan(50);
    const next = await decodeJpeg(baseline);
    expect(next.ok && meanDifference(next.value, frame)).toBeLessThan(8);
    for (const spy of talk) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});
