// Frames of the playing video, handed to whoever looks at them: the newest only, one at a time. A frame that nobody waits for is
// never taken.

import type { Pixels } from "../worker/calls.ts";

export type FrameSource = {
  /** Resolves when a frame newer than the last one taken is there, or after a second without any. */
  readonly nextFrame: () => Promise<void>;
  /** The newest frame and what has to be handed over with it, or null where the video shows nothing yet. */
  readonly take: () => { readonly pixels: Pixels; readonly transfer: readonly Transferable[] } | null;
};

const NO_FRAME_MILLISECONDS = 1_000;

/** Frames of a video element. */
export function createFrameSource(video: HTMLVideoElement): FrameSource {
  const canvas = document.createElement("canvas");
  return {
    nextFrame: () =>
      new Promise((resolve) => {
        const timeout = setTimeout(resolve, NO_FRAME_MILLISECONDS);
        const arrived = (): void => {
          clearTimeout(timeout);
          resolve();
        };
        if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(arrived);
        else requestAnimationFrame(arrived);
      }),
    take() {
      const { videoWidth: width, videoHeight: height } = video;
      if (width === 0 || height === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
      if (typeof VideoFrame === "function") {
        const frame = new VideoFrame(video);
        return { pixels: { kind: "video-frame", frame }, transfer: [frame] };
      }
      return takeFromCanvas(canvas, video, width, height);
    },
  };
}

/** Browsers without VideoFrame: through a canvas, with a buffer a frame. */
function takeFromCanvas(canvas: HTMLCanvasElement, source: CanvasImageSource, width: number, height: number) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(source, 0, 0);
  return rgbaOf(context, width, height);
}

/** A picture's pixels as the worker takes them. */
export function pixelsOf(
  bitmap: ImageBitmap,
): { readonly pixels: Pixels; readonly transfer: readonly Transferable[] } | null {
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  const pixels = context === null ? null : rgbaOf(context, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}

function rgbaOf(context: CanvasRenderingContext2D, width: number, height: number) {
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = { kind: "rgba", width, height, data: data as Uint8ClampedArray<ArrayBuffer> } as const;
  return { pixels, transfer: [pixels.data.buffer] };
}
