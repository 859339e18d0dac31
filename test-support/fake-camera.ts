// A camera for Chromium that shows frames painted by a test: Y4M, which the browser plays in a loop.

/** Brightness of one frame, row by row. */
export type Luma = { readonly width: number; readonly height: number; readonly luma: Uint8Array };

/** The frames, all of one size, as YUV4MPEG2 4:2:0 without colour. Width and height are even. */
export function y4m(frames: readonly Luma[], framesPerSecond = 30): Buffer {
  const { width, height } = frames[0] as Luma;
  const grey = Buffer.alloc((width * height) >> 1, 128);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...frames.flatMap(({ luma }) => [Buffer.from("FRAME\n"), luma, grey])]);
}
