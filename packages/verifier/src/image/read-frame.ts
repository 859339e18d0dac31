// One picture's pixels to its QR Codes: laid over paper, shrunk to what engines get, read. For single pictures, in Node and in a
// browser; a camera's frames are opaque and small and need none of it. Environment-free.

import { CLOSER_LOOK_PIXELS } from "./cascade.ts";
import { type Frame, frameOfGrey, greyOf, isSeeThrough, type Paper } from "./frame.ts";
import { enlargeSighting, type QrEngine, type QrSighting } from "./qr-engine.ts";
import { shrinkGreyToFit } from "./resize.ts";

/** The QR Codes in the picture, in reading order; none is not an error. Rejects only as the engine does. */
export async function readFrame(picture: Frame, engine: QrEngine): Promise<readonly QrSighting[]> {
  // White ink on nothing shows on black paper only.
  const papers: readonly Paper[] = isSeeThrough(picture) ? ["white", "black"] : ["white"];
  for (const paper of papers) {
    const { frame, scale } = layOver(picture, paper);
    const sightings = await engine.read(frame);
    if (sightings.length > 0) return sightings.map((sighting) => enlargeSighting(sighting, scale));
  }
  return [];
}

function layOver(picture: Frame, paper: Paper): { frame: Frame; scale: number } {
  const frame = frameOfGrey(shrinkGreyToFit(greyOf(picture, paper), CLOSER_LOOK_PIXELS));
  return { frame, scale: picture.width / frame.width };
}
