// Test support: what every QR engine has to do alone, run against each of them.

import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import type { QrEngine, QrEngineName } from "../../src/image/qr-engine.ts";
import { addNoise, fade, paintFinders, paintPixels, paintSheet, paintSymbol, toFrame, V8_TEXT } from "./paint.ts";

/** What an engine can do beyond one symbol in a clean frame. */
export type EngineTraits = { readonly name: QrEngineName; readonly severalSymbols: boolean };

/** Registers the tests of the contract for one engine. */
export function testEngineContract(engine: QrEngine, { name, severalSymbols }: EngineTraits): void {
  const textsIn = async (...grey: Parameters<typeof toFrame>): Promise<string[]> =>
    (await engine.read(toFrame(...grey))).map((sighting) => sighting.text);

  describe(`the ${name} engine`, () => {
    test.each([2, 3, 4, 8, 16])("reads an upright symbol of %i pixels to a module", async (modulePixels) => {
      expect(await textsIn(paintSymbol(V8_TEXT, modulePixels))).toEqual([V8_TEXT]);
    });

    test.each([15, 30, 45, 60, 75, 90, 135, 180, 200, 270, 315])(
      "reads a symbol turned by %i degrees",
      async (angle) => {
        const symbol = { text: V8_TEXT, left: 120, top: 120, width: 260, angle };
        expect(await textsIn(paintSheet({ width: 500, height: 500, symbols: [symbol] }))).toEqual([V8_TEXT]);
      },
    );

    test.each([
      { mirrored: true },
      { inverted: true },
      { mirrored: true, inverted: true },
      { mirrored: true, angle: 90 },
      { inverted: true, angle: 25 },
    ])("reads a symbol that is %o", async (how) => {
      const symbol = { text: V8_TEXT, left: 80, top: 80, width: 320, ...how };
      expect(await textsIn(paintSheet({ width: 480, height: 480, symbols: [symbol] }))).toEqual([V8_TEXT]);
    });

    test("reads a faded symbol on grainy paper", async () => {
      const symbol = { text: V8_TEXT, left: 40, top: 40, width: 260, angle: 8 };
      const sheet = paintSheet({ width: 340, height: 340, symbols: [symbol] });
      expect(await textsIn(addNoise(fade(sheet, 0.7), 12, 7))).toEqual([V8_TEXT]);
    });

    test("says which engine saw the symbol, and its four corners in turn", async () => {
      const symbol = { text: V8_TEXT, left: 57, top: 114, width: 285 };
      for (const mirrored of [false, true]) {
        const sheet = paintSheet({ width: 500, height: 500, symbols: [{ ...symbol, mirrored }] });
        const [sighting] = await engine.read(toFrame(sheet));
        expect(sighting?.engine).toBe(name);
        const seen = sighting?.corners.map(({ x, y }) => `${Math.round(x / 12)},${Math.round(y / 12)}`) ?? [];
        // 57 modules of 5 pixels, 4 of them quiet on each side: the symbol spans 77..322 across and 134..379 down. In twelfths: 6..27, 11..32.
        const around = ["6,11", "27,11", "27,32", "6,32"];
        const turns = around.map((_, i) => [...around.slice(i), ...around.slice(0, i)]);
        expect([...turns, ...turns.map((turn) => turn.toReversed())]).toContainEqual(seen);
      }
    });

    test("gives text that is not a certificate as it is", async () => {
      for (const text of ["https://example.org/?q=1", "নাম: মোহর", "a\u0000b\u001b[31m", "MQ1:"]) {
        expect(await textsIn(paintSymbol(text, 4))).toEqual([text]);
      }
    });

    test("sees nothing in frames without a code, of any size down to one pixel", async () => {
      const random = seededRandom(3);
      for (const [width, height] of [
        [1, 1],
        [1, 300],
        [300, 1],
        [2, 3],
        [20, 20],
        [177, 40],
        [320, 240],
      ] as const) {
        expect(await textsIn(paintPixels(width, height, () => 255))).toEqual([]);
        expect(await textsIn(paintPixels(width, height, () => 0))).toEqual([]);
        expect(await textsIn(paintPixels(width, height, () => random() * 256))).toEqual([]);
        expect(await textsIn(paintFinders(width, height))).toEqual([]);
      }
    });

    if (!severalSymbols) return;
    test("reads every symbol of a sheet, row by row, and equal ones once each", async () => {
      const at = (text: string, left: number, top: number, angle = 0) => ({ text, left, top, width: 200, angle });
      const symbols = [
        at("FOURTH", 30, 300, 5),
        at("SECOND", 280, 38),
        at("FIRST", 20, 30, 3),
        at("THIRD", 540, 44),
        at("FIRST", 300, 310),
      ];
      expect(await textsIn(paintSheet({ width: 780, height: 540, symbols }))).toEqual([
        "FIRST",
        "SECOND",
        "THIRD",
        "FOURTH",
        "FIRST",
      ]);
    });
  });
}
