// A frame: decoded pixels, the one thing that QR engines read. It has the shape of a browser's ImageData on purpose, so that
// camera frames and decoded files take the same way. Environment-free: no Node and no DOM.

/** RGBA pixels, row by row: `data` holds 4 × width × height bytes, width and height are at least 1. An ImageData is a Frame. */
export type Frame = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> };

/** Brightness only, one byte for each pixel: 0 black, 255 white. */
export type GreyFrame = { readonly width: number; readonly height: number; readonly luma: Uint8Array<ArrayBuffer> };

/** The brightness behind transparent pixels. */
export type Paper = "white" | "black";

/**
 * Whether an eighth of the frame or more lets its ground through, so that it looks different on white and on black: light modules drawn on
 * nothing leave more than half open, a photograph with soft edges hardly any. Linear in the pixels.
 */
export function isSeeThrough(frame: Frame): boolean {
  let open = 0;
  for (let at = 3; at < frame.data.length; at += 4) if ((frame.data[at] as number) < 128) open++;
  return open * 8 >= frame.width * frame.height;
}

/** The frame's luma (weights of ITU-R BT.601, in 1,024ths), laid over white or black paper. Linear in the pixels. */
export function greyOf(frame: Frame, paper: Paper = "white"): GreyFrame {
  const { width, height, data } = frame;
  const luma = new Uint8Array(width * height);
  const behind = paper === "white" ? 255 : 0;
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 4) {
    const red = data[at] as number;
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    const alpha = data[at + 3] as number;
    const ink = (306 * red + 601 * green + 117 * blue + 512) >> 10;
    luma[pixel] = alpha === 255 ? ink : (ink * alpha + behind * (255 - alpha) + 127) / 255;
  }
  return { width, height, luma };
}

/** An opaque frame of that luma. Linear in the pixels. */
export function frameOfGrey({ width, height, luma }: GreyFrame): Frame {
  const data = new Uint8ClampedArray(luma.length * 4);
  const words = new Uint32Array(data.buffer);
  // Red, green and blue are equal and alpha is last, so one word serves on little-endian machines, all that Node and browsers run on.
  for (let pixel = 0; pixel < luma.length; pixel++) words[pixel] = 0xff00_0000 | ((luma[pixel] as number) * 0x01_01_01);
  return { width, height, data };
}
