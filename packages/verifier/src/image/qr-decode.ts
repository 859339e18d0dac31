// The second engine: the decoder of the `qr` package, the only importer of it. Pure JavaScript; reads some glare and bright-spot
// pictures that the first engine misses. It has no mirrored mode, so a miss is tried again on the mirrored frame. Environment-free.

import type { FinderPoints } from "qr/decode.js";
import { textOfBytes } from "./byte-text.ts";
import type { Frame } from "./frame.ts";
import { type Corners, inReadingOrder, moveCorners, type Point, type QrEngine, type QrSighting } from "./qr-engine.ts";

// Retries after the mandatory pass, counted and not timed: the package's own limit is a wall clock, and a verdict must not
// depend on how busy the machine is. 64 find what unlimited ones found in all pictures tried; frames made of finder
// patterns alone then cost at most about twice a plain miss.
const EFFORT = 64;

/** The most pixels on a side that the package takes; it throws at more. Longer frames are left to the other engines. */
const MAX_SIDE = 4_096;

/** The `qr` engine: several symbols in any rotation, inverted, and mirrored when none is found unmirrored. */
export function qrDecodeEngine(): QrEngine {
  return {
    async read(frame: Frame): Promise<readonly QrSighting[]> {
      if (frame.width > MAX_SIDE || frame.height > MAX_SIDE) return [];
      const found = await decodeAll(frame);
      if (found.length > 0) return inReadingOrder(found);
      const unmirror = ({ x, y }: Point): Point => ({ x: frame.width - x, y });
      const mirrored = await decodeAll(mirror(frame));
      return inReadingOrder(mirrored.map((sighting) => moveCorners(sighting, unmirror)));
    },
  };
}

async function decodeAll(frame: Frame): Promise<QrSighting[]> {
  const sightings: QrSighting[] = [];
  const pointsOnDetect = ({ bounds }: FinderPoints, result: string | Error): void => {
    if (typeof result === "string") sightings.push({ text: result, engine: "qr", corners: cornersOf(bounds) });
  };
  // Loaded at the first frame that needs it: most codes are read by the first engine.
  const { decodeQRBatch } = await import("qr/decode.js");
  // What fails inside is returned as an Error for that picture, not thrown; a failed search ends the list of finds.
  await decodeQRBatch([frame], {
    maxSize: { width: frame.width, height: frame.height },
    effort: EFFORT,
    timeLimit: Number.POSITIVE_INFINITY,
    textDecoder: textOfBytes,
    pointsOnDetect,
  });
  return sightings;
}

function cornersOf([topLeft, topRight, bottomRight, bottomLeft]: FinderPoints["bounds"]): Corners {
  const at = ({ x, y }: Point): Point => ({ x, y });
  return [at(topLeft), at(topRight), at(bottomRight), at(bottomLeft)];
}

/** The frame as a mirror shows it: left and right exchanged. */
function mirror({ width, height, data }: Frame): Frame {
  const mirrored = new Uint8ClampedArray(data.length);
  // A copy, because words must begin at a multiple of four and a frame's bytes need not.
  const from = new Uint32Array(data.slice().buffer);
  const to = new Uint32Array(mirrored.buffer);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) to[y * width + x] = from[(y + 1) * width - 1 - x] as number;
  }
  return { width, height, data: mirrored };
}
