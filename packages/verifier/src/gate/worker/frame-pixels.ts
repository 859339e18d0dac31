// Pixels of the camera's frames, in one buffer that all frames share: nothing is allocated per frame, so an eight-hour day leaves no
// garbage behind.

import type { Frame } from "@mohor/verifier/image";
import type { Pixels, Region } from "./calls.ts";

/** The most pixels taken of one frame: what a camera gives that ignores what it was asked for (1280 × 720) is looked at in its middle. */
const MAX_FRAME_PIXELS = 4_000_000;

/** Takes frames into the one buffer. */
export type FramePixels = {
  /** The frame's pixels, or those of a region; the next call overwrites them. Closes a video frame whatever happens. */
  readonly take: (
    pixels: Pixels,
    region: Region | null,
  ) => Promise<Frame & { readonly left: number; readonly top: number }>;
};

export function createFramePixels(): FramePixels {
  let buffer = new ArrayBuffer(0);
  return {
    async take(pixels, region) {
      if (pixels.kind === "rgba")
        return { width: pixels.width, height: pixels.height, data: pixels.data, left: 0, top: 0 };
      const { frame } = pixels;
      try {
        const whole = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight, x: 0, y: 0 };
        const rect = rectOf(whole, region);
        const bytes = rect.width * rect.height * 4;
        if (buffer.byteLength < bytes) buffer = new ArrayBuffer(bytes);
        const data = new Uint8ClampedArray(buffer, 0, bytes);
        await frame.copyTo(data, {
          format: "RGBA",
          rect: { ...rect, x: whole.x + rect.x, y: whole.y + rect.y },
          layout: [{ offset: 0, stride: rect.width * 4 }],
        });
        return { width: rect.width, height: rect.height, data, left: rect.x, top: rect.y };
      } finally {
        frame.close();
      }
    },
  };
}

/** The region inside the frame, on even pixels as chroma planes demand; the middle of a frame that is too large. */
function rectOf(whole: { readonly width: number; readonly height: number }, region: Region | null): Region {
  const even = (value: number): number => Math.floor(value) & ~1;
  if (region !== null) {
    const x = even(Math.max(0, region.x));
    const y = even(Math.max(0, region.y));
    const width = even(Math.min(region.width, whole.width - x));
    const height = even(Math.min(region.height, whole.height - y));
    if (width > 0 && height > 0) return { x, y, width, height };
  }
  const scale = Math.min(1, Math.sqrt(MAX_FRAME_PIXELS / (whole.width * whole.height)));
  const width = even(whole.width * scale);
  const height = even(whole.height * scale);
  return { x: even((whole.width - width) / 2), y: even((whole.height - height) / 2), width, height };
}
