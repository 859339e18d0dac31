import { describe, expect, test, vi } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import { decodeWebp } from "../../src/image/webp-decode.ts";
import { encodeWebp } from "./encode-photo.ts";
import { meanDifference } from "./mean-difference.ts";
import { paintSymbol, toFrame, V8_TEXT } from "./paint.ts";

const frame = toFrame(paintSymbol(V8_TEXT, 5));

/** The frame with its left half fading to nothing. */
const fading = {
  ...frame,
  data: frame.data.map((value, i) => (i % 4 === 3 ? Math.min(255, ((i >> 2) % frame.width) * 2) : value)),
};

describe("decodeWebp", () => {
  test("gives back the pixels of a lossless WebP exactly, with their alpha", async () => {
    expect(await decodeWebp(await encodeWebp(frame, { lossless: true }))).toMatchObject({
      ok: true,
      value: { data: frame.data },
    });
    const decoded = await decodeWebp(await encodeWebp(fading, { lossless: true }));
    const alphas = ({ data }: { data: Uint8ClampedArray }) => data.filter((_, i) => i % 4 === 3);
    expect(decoded.ok && alphas(decoded.value)).toEqual(alphas(fading));
  });

  test("gives back the pixels of a lossy WebP as nearly as WebP does", async () => {
    const decoded = await decodeWebp(await encodeWebp(frame));
    expect(decoded.ok && meanDifference(decoded.value, frame)).toBeLessThan(6);
  });

  test("survives any damage, says nothing on the console, and reads the next picture", async () => {
    const talk = [vi.spyOn(console, "log"), vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
    const random = seededRandom(12);
    const [lossy, lossless] = [await encodeWebp(frame), await encodeWebp(frame, { lossless: true })];
    let refused = 0;
    for (let i = 0; i < 300 * EFFORT; i++) {
      const webp = Uint8Array.from(i % 2 === 0 ? lossy : lossless);
      for (let flips = 0; flips < 4; flips++)
        webp[Math.floor(random() * (i % 3 === 0 ? 60 : webp.length))] = random() * 256;
      const decoded = await decodeWebp(i % 5 === 0 ? webp.subarray(0, random() * webp.length) : webp);
      if (!decoded.ok) {
        refused++;
        expect(decoded.code).toBe("PICTURE_DAMAGED");
      }
    }
    expect(refused).toBeGreaterThan(50);
    expect(await decodeWebp(lossless)).toMatchObject({ ok: true, value: { data: frame.data } });
    for (const spy of talk) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});
