import { describe, expect, test } from "vitest";
import { CLOSER_LOOK_PIXELS, cascade } from "../../src/image/cascade.ts";
import type { Frame } from "../../src/image/frame.ts";
import { NODE_ENGINES } from "../../src/image/node-engines.ts";
import type { QrEngine, QrSighting } from "../../src/image/qr-engine.ts";
import { addNoise, blur, fade, paintPixels, paintSheet, toFrame, V8_TEXT } from "./paint.ts";

type Look = { readonly engine: string; readonly width: number };

/** A cascade of engines that write down what they are shown; the one named sees a symbol that fills its frame, at that look. */
function watched(seesAt: number): { engine: QrEngine; looks: Look[] } {
  const looks: Look[] = [];
  const watch = (name: string): QrEngine => ({
    async read({ width, height }: Frame): Promise<readonly QrSighting[]> {
      looks.push({ engine: name, width });
      if (looks.length !== seesAt) return [];
      const corners = [
        { x: 0, y: 0 },
        { x: width, y: 0 },
        { x: width, y: height },
        { x: 0, y: height },
      ] as const;
      return [{ text: name, engine: "qr", corners }];
    },
  });
  const engine = cascade({
    zxing: watch("zxing"),
    zxingDenoise: watch("denoise"),
    qr: watch("qr"),
    jsqr: watch("jsqr"),
  });
  return { engine, looks };
}

const blank = (width: number, height: number): Frame => toFrame(paintPixels(width, height, () => 255));

describe("the cascade", () => {
  test("asks one engine after another and stops at the first that sees something", async () => {
    for (const [seesAt, engines] of [
      [1, ["zxing"]],
      [2, ["zxing", "qr"]],
      [3, ["zxing", "qr", "denoise"]],
      [4, ["zxing", "qr", "denoise", "zxing"]],
      [5, ["zxing", "qr", "denoise", "zxing", "jsqr"]],
      [9, ["zxing", "qr", "denoise", "zxing", "jsqr"]],
    ] as const) {
      const { engine, looks } = watched(seesAt);
      const sightings = await engine.read(blank(320, 240));
      expect(looks.map((look) => look.engine)).toEqual(engines);
      expect(sightings.map(({ text }) => text)).toEqual(seesAt === 9 ? [] : [engines.at(-1)]);
    }
  });

  test("looks at a large frame small, then closer, and never at more pixels than its bound", async () => {
    const { engine, looks } = watched(9);
    await engine.read(blank(4_000, 3_000));
    expect(looks.map((look) => look.width)).toEqual([1_920, 1_920, 1_920, 3_200, 1_920]);
    expect(3_200 * 2_400).toBe(CLOSER_LOOK_PIXELS);
  });

  test("looks at a small frame once more at twice the size, and at a middling one not", async () => {
    for (const [width, widths] of [
      [1_600, [1_600, 1_600, 1_600, 3_200, 1_600]],
      [1_700, [1_700, 1_700, 1_700, 1_700]],
    ] as const) {
      const { engine, looks } = watched(9);
      await engine.read(blank(width, (width * 3) / 4));
      expect(looks.map((look) => look.width)).toEqual(widths);
    }
  });

  test("gives corners in the pixels of the frame, at whatever size they were seen", async () => {
    for (const seesAt of [1, 4]) {
      for (const [width, height] of [
        [4_000, 3_000],
        [400, 300],
      ] as const) {
        const [sighting] = await watched(seesAt).engine.read(blank(width, height));
        expect(sighting?.corners[2].x).toBeCloseTo(width, 6);
        expect(sighting?.corners[2].y).toBeCloseTo(height, 6);
      }
    }
  });

  test("reads a symbol of 2.6 grainy pixels to a module, which zxing does not at its own size", async () => {
    const symbol = { text: V8_TEXT, left: 50, top: 50, width: 150, angle: 318 };
    const sheet = paintSheet({ width: 250, height: 250, symbols: [symbol] });
    const frame = toFrame(addNoise(fade(blur(sheet, 0.6), 0.7), 14, 15));
    expect(await NODE_ENGINES["zxing-wasm"].read(frame)).toEqual([]);
    expect((await NODE_ENGINES.cascade.read(frame)).map(({ text }) => text)).toEqual([V8_TEXT]);
  });

  test("reads a symbol a twentieth as wide as a phone's photograph by its closer look", async () => {
    const symbol = { text: V8_TEXT, left: 2_900, top: 400, width: 200, angle: 12 };
    const frame = toFrame(paintSheet({ width: 4_000, height: 3_000, symbols: [symbol] }));
    const [sighting] = await NODE_ENGINES.cascade.read(frame);
    expect(sighting?.text).toBe(V8_TEXT);
    expect(Math.abs((sighting?.corners[0].x ?? 0) - 2_940)).toBeLessThan(40);
  });
});
