// The cascade of decision 0006 spread over the frames of a camera: a code that one frame hides the next one shows, so no frame waits
// for every engine. Each gets the engine that reads most, and where that sees nothing one more look, in turn. Environment-free.

import { type CascadeEngines, closerLook } from "./cascade.ts";
import type { Frame } from "./frame.ts";
import { enlargeSighting, type QrEngine, type QrSighting } from "./qr-engine.ts";

/** `quick`: one look, for when nothing has been in view for a while. `thorough`: one more where that sees nothing. */
export type Effort = "quick" | "thorough";

/** Reads the frames of a camera. */
export type CameraCascade = {
  /** As `QrEngine.read`; never rejects, because where WebAssembly is refused it goes on without it. */
  readonly read: (frame: Frame, effort: Effort) => Promise<readonly QrSighting[]>;
  /** Whether the WebAssembly engine could not be started: the rest reads less, and slower. */
  readonly isWithoutWasm: () => boolean;
};

/** Pixels of a frame that is looked at closer, 960 × 720: four times that must still be a moment's work for a cheap phone. */
const CLOSER_FRAME_PIXELS = 691_200;

/** A cascade for one camera. Costs two engines a frame at most: 15 ms for 1280 × 720 without a code, jsQR's 60 ms without WebAssembly. */
export function cameraCascade({ zxing, zxingDenoise, qr, jsqr }: CascadeEngines): CameraCascade {
  let isWithoutWasm = false;
  let turn = 0;
  const closer: QrEngine = {
    async read(frame) {
      if (frame.width * frame.height > CLOSER_FRAME_PIXELS) return [];
      const view = closerLook(frame, frame);
      if (view === undefined) return [];
      return (await zxing.read(view)).map((sighting) => enlargeSighting(sighting, frame.width / view.width));
    },
  };
  const further = [qr, zxingDenoise, closer];
  return {
    isWithoutWasm: () => isWithoutWasm,
    async read(frame, effort) {
      if (!isWithoutWasm) {
        try {
          const found = await zxing.read(frame);
          if (found.length > 0 || effort === "quick") return found;
          turn = (turn + 1) % further.length;
          return await (further[turn] as QrEngine).read(frame);
        } catch {
          // An engine rejects only when it cannot be loaded at all: a browser or a policy that refuses WebAssembly.
          isWithoutWasm = true;
        }
      }
      const found = await qr.read(frame);
      return found.length > 0 || effort === "quick" ? found : jsqr.read(frame);
    },
  };
}
