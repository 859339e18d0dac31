// The cascade (docs/decisions/0006): the engine that reads most looks first, the others only when it saw nothing. Each engine can also be
// used alone; a gate without WebAssembly composes its own. Environment-free.
//
// Policy: a find ends the cascade. Looking on for further symbols that the first engine missed would cost every good picture the
// price of a bad one.

import type { Frame } from "./frame.ts";
import { enlargeSighting, type QrEngine, type QrSighting } from "./qr-engine.ts";
import { doubleSize, shrinkToFit } from "./resize.ts";

/** The engines of a cascade. */
export type CascadeEngines = {
  readonly zxing: QrEngine;
  /** The same engine with its denoising retry. */
  readonly zxingDenoise: QrEngine;
  readonly qr: QrEngine;
  readonly jsqr: QrEngine;
};

/** Pixels of the first look, 1920 × 1440: a symbol an eleventh as wide as the photograph still has 3 pixels to a module. */
const FIRST_LOOK_PIXELS = 2_764_800;

/** Pixels of the closer look, 3200 × 2400, twice what messengers make of a photograph. Engines never get more. */
export const CLOSER_LOOK_PIXELS = 7_680_000;

/**
 * One engine made of several: zxing, qr, zxing with denoising, zxing on a closer look, jsqr; the first to see anything decides.
 * Costs at most all five: 0.3 s for a photograph of 2 megapixels without a code, 1 s for noise, 5 s for frames made of finder patterns.
 */
export function cascade({ zxing, zxingDenoise, qr, jsqr }: CascadeEngines): QrEngine {
  return {
    async read(frame: Frame): Promise<readonly QrSighting[]> {
      const first = shrinkToFit(frame, FIRST_LOOK_PIXELS);
      const looks: readonly [QrEngine, () => Frame | undefined][] = [
        [zxing, () => first],
        [qr, () => first],
        [zxingDenoise, () => first],
        [zxing, () => closerLook(frame, first)],
        [jsqr, () => first],
      ];
      for (const [engine, look] of looks) {
        const view = look();
        if (view === undefined) continue;
        const found = await engine.read(view);
        if (found.length > 0) return found.map((sighting) => enlargeSighting(sighting, frame.width / view.width));
      }
      return [];
    },
  };
}

/**
 * A closer look than the first: more of a large picture's pixels, or twice those of a small one. Twice the pixels bring no detail, but
 * zxing's sampling gains much: of 32 grainy v8 symbols it reads 29 in place of 7 at 2.3 pixels to a module, 32 in place of 26 at 2.6.
 */
export function closerLook(frame: Frame, first: Frame): Frame | undefined {
  if (first !== frame) return shrinkToFit(frame, CLOSER_LOOK_PIXELS);
  return frame.width * frame.height * 4 <= CLOSER_LOOK_PIXELS ? doubleSize(frame) : undefined;
}
