import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inReadingOrder, type QrSighting } from "../../src/image/qr-engine.ts";

const square = (text: string, x: number, y: number, side = 100): QrSighting => ({
  text,
  engine: "qr",
  corners: [
    { x, y },
    { x: x + side, y },
    { x: x + side, y: y + side },
    { x, y: y + side },
  ],
});

const texts = (sightings: readonly QrSighting[]): string[] => inReadingOrder(sightings).map(({ text }) => text);

describe("inReadingOrder", () => {
  test("goes from top to bottom and from left to right, also on a tilted sheet", () => {
    expect(texts([square("d", 210, 190), square("b", 200, 30), square("c", 0, 180), square("a", 0, 0)])).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(texts([square("b", 200, 0), square("a", 0, 40)])).toEqual(["a", "b"]);
    expect(texts([square("b", 0, 60), square("a", 200, 0)])).toEqual(["a", "b"]);
  });

  test("keeps one sighting of a symbol that was seen twice", () => {
    expect(texts([square("a", 0, 0), square("a", 4, 3), square("a", 20, 20, 60)])).toEqual(["a"]);
  });

  test("keeps two copies of one text, and two texts in one place", () => {
    expect(texts([square("a", 0, 0), square("a", 150, 0)])).toEqual(["a", "a"]);
    expect(texts([square("a", 0, 0), square("b", 1, 0)])).toEqual(["a", "b"]);
  });

  test("gives one order for one set of places, whatever the order they came in", () => {
    const places = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      maxLength: 12,
      selector: ([x, y]) => x + 1_000 * y,
    });
    fc.assert(
      fc.property(places, (corners) => {
        const sightings = corners.map(([x, y], i) => square(`${i}`, x, y));
        expect(texts(sightings.toReversed())).toEqual(texts(sightings));
        expect(texts(sightings).toSorted()).toEqual(sightings.map(({ text }) => text).toSorted());
      }),
    );
  });
});
