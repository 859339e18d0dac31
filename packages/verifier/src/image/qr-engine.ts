// What every QR engine offers, and how their findings are put in order. Engines are interchangeable: each takes a frame and
// returns the QR Codes (ISO/IEC 18004 Model 2; no Micro QR, no rMQR) that it sees. Environment-free.

import type { Frame } from "./frame.ts";

/** The engines that exist. */
export type QrEngineName = "zxing-wasm" | "qr" | "jsqr";

/** A place in a frame, in pixels from its top left corner. */
export type Point = { readonly x: number; readonly y: number };

/** The corners of a symbol in the frame, in turn around it. Which is first, and which way round, is the engine's choice for a mirrored one. */
export type Corners = readonly [Point, Point, Point, Point];

/** One QR Code seen in a frame. `text` is untrusted and may be anything; it is at most 7,089 characters, the most that a symbol holds. */
export type QrSighting = { readonly text: string; readonly engine: QrEngineName; readonly corners: Corners };

/** Reads QR Codes from frames. */
export interface QrEngine {
  /**
   * The QR Codes seen in the frame, in reading order, each once; none is not an error. No frame makes it throw; it rejects only
   * when the engine cannot be loaded, which is a broken installation. Time grows with the pixels: the caller bounds the frame.
   */
  read(frame: Frame): Promise<readonly QrSighting[]>;
}

/** The sighting with each corner moved by `map`: from a mirrored or a resized frame to the one it was made from. */
export function moveCorners(sighting: QrSighting, map: (corner: Point) => Point): QrSighting {
  const [first, second, third, fourth] = sighting.corners;
  return { ...sighting, corners: [map(first), map(second), map(third), map(fourth)] };
}

/** The sighting in a frame `scale` times as large. */
export function enlargeSighting(sighting: QrSighting, scale: number): QrSighting {
  return moveCorners(sighting, ({ x, y }) => ({ x: x * scale, y: y * scale }));
}

/**
 * The sightings row by row from top to bottom and from left to right in a row, without second sightings of one symbol (same text,
 * centre inside the other's bounds). Two printed copies of one text stay two.
 */
export function inReadingOrder(sightings: readonly QrSighting[]): readonly QrSighting[] {
  const kept: Placed[] = [];
  for (const sighting of sightings) {
    const placed = place(sighting);
    if (!kept.some((other) => isSameSymbol(placed, other))) kept.push(placed);
  }
  kept.sort((a, b) => a.centre.y - b.centre.y || a.centre.x - b.centre.x);
  const ordered: QrSighting[] = [];
  while (kept.length > 0) {
    const first = kept[0] as Placed;
    // A row is what has its centre above the middle of the lower half of the row's topmost symbol, so that a tilted sheet keeps its rows.
    const inRow = (other: Placed) => other.centre.y <= first.centre.y + first.height / 2;
    const row = kept.filter(inRow).sort((a, b) => a.centre.x - b.centre.x);
    ordered.push(...row.map((placed) => placed.sighting));
    kept.splice(0, row.length);
  }
  return ordered;
}

type Placed = {
  readonly sighting: QrSighting;
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
};

function place(sighting: QrSighting): Placed {
  const xs = sighting.corners.map((corner) => corner.x);
  const ys = sighting.corners.map((corner) => corner.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return { sighting, centre, width: right - left, height: bottom - top };
}

function isSameSymbol(a: Placed, b: Placed): boolean {
  return (
    a.sighting.text === b.sighting.text &&
    Math.abs(a.centre.x - b.centre.x) <= Math.max(a.width, b.width) / 2 &&
    Math.abs(a.centre.y - b.centre.y) <= Math.max(a.height, b.height) / 2
  );
}
