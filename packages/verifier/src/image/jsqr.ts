// The third engine: jsQR, the only importer of it. Pure JavaScript, for where WebAssembly is not allowed and as a last look. Bare it
// reads no grainy picture and takes a second on a large one, so it sees the frame small and behind a box filter (docs/decisions/0006).
// One symbol for each frame. Environment-free.

import type jsqr from "jsqr";
import { boxFilter } from "./box-filter.ts";
import { textOfBytes } from "./byte-text.ts";
import type { Frame } from "./frame.ts";
import { enlargeSighting, type QrEngine, type QrSighting } from "./qr-engine.ts";
import { shrinkToFit } from "./resize.ts";

/** Pixels of what jsQR sees, 640 × 480: noise then costs a second in its two looks; at 1280 × 960 one look cost 1.8. */
const MAX_PIXELS = 307_200;

/** The jsQR engine: one symbol, in any rotation, mirrored or inverted. */
export function jsqrEngine(): QrEngine {
  return {
    async read(frame: Frame): Promise<readonly QrSighting[]> {
      // A quarter of a megabyte that most pictures never need: loaded at the first that does.
      const decoder = (await import("jsqr")).default.default;
      const small = shrinkToFit(frame, MAX_PIXELS);
      // Modules of less than three pixels drown in the filter, but not bare.
      const sighting = decodeOne(boxFilter(small), decoder) ?? decodeOne(small, decoder);
      return sighting === undefined ? [] : [enlargeSighting(sighting, frame.width / small.width)];
    },
  };
}

function decodeOne(frame: Frame, decoder: Decoder): QrSighting | undefined {
  const result = decode(frame, decoder);
  if (result === null) return undefined;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = result.location;
  return {
    text: result.chunks.map(textOfChunk).join(""),
    engine: "jsqr",
    corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
  };
}

type Decoder = typeof jsqr.default;
type JsqrResult = NonNullable<ReturnType<Decoder>>;

function decode({ data, width, height }: Frame, decoder: Decoder): JsqrResult | null {
  try {
    return decoder(data, width, height, { inversionAttempts: "attemptBoth" });
  } catch {
    // Its locator indexes outside its arrays on some hostile frames; such a frame holds nothing that jsQR can read.
    return null;
  }
}

/** jsQR gives a byte segment that is not UTF-8 no text: its bytes are kept instead. */
function textOfChunk(chunk: JsqrResult["chunks"][number]): string {
  if ("text" in chunk && chunk.text !== "") return chunk.text;
  return "bytes" in chunk ? textOfBytes(Uint8Array.from(chunk.bytes)) : "";
}
