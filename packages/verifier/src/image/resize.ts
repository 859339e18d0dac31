// Frames made smaller and larger before an engine sees them. Smaller bounds the engines' time whatever the picture's size;
// larger helps symbols of fewer than three pixels to a module. Environment-free.

import { type Frame, frameOfGrey, type GreyFrame, greyOf } from "./frame.ts";

/**
 * The frame with about `maxPixels` pixels, or the frame itself when it has no more: each new pixel is the mean of the area it
 * covers, so that no module is skipped. Pixels and not sides, because they are what engines take time for. Linear in the pixels.
 */
export function shrinkToFit(frame: Frame, maxPixels: number): Frame {
  if (frame.width * frame.height <= maxPixels) return frame;
  return frameOfGrey(shrinkGreyToFit(greyOf(frame), maxPixels));
}

/** As `shrinkToFit`, on luma. */
export function shrinkGreyToFit(grey: GreyFrame, maxPixels: number): GreyFrame {
  const scale = Math.sqrt(maxPixels / (grey.width * grey.height));
  if (scale >= 1) return grey;
  // A strip whose other side cannot shrink below one pixel gives way along its length.
  const least = (size: number): number => Math.max(1, Math.floor(size * scale));
  const width = Math.min(least(grey.width), Math.floor(maxPixels / least(grey.height)));
  const height = Math.min(least(grey.height), Math.floor(maxPixels / least(grey.width)));
  const columns = spans(grey.width, width);
  const rows = spans(grey.height, height);
  const luma = new Uint8Array(width * height);
  const sums = new Float64Array(grey.width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    addSpan(sums, grey, rows, y);
    for (let x = 0; x < width; x++) {
      const from = columns.first[x] as number;
      const to = columns.last[x] as number;
      let sum = (sums[from] as number) * (columns.firstShare[x] as number);
      for (let source = from + 1; source < to; source++) sum += sums[source] as number;
      if (to > from) sum += (sums[to] as number) * (columns.lastShare[x] as number);
      luma[y * width + x] = sum / (columns.length * rows.length) + 0.5;
    }
  }
  return { width, height, luma };
}

/** Twice the width and height by linear interpolation. Four times the frame's memory: the caller bounds the size. */
export function doubleSize(frame: Frame): Frame {
  const grey = greyOf(frame);
  const width = grey.width * 2;
  const height = grey.height * 2;
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    // A new pixel lies a quarter of an old one from the nearest centre: weights 3 and 1, in both directions.
    const near = (y >> 1) * grey.width;
    const far = neighbour(y, grey.height) * grey.width;
    for (let x = 0; x < width; x++) {
      const beside = neighbour(x, grey.width);
      const nearest = x >> 1;
      const sum =
        9 * (grey.luma[near + nearest] as number) +
        3 * (grey.luma[near + beside] as number) +
        3 * (grey.luma[far + nearest] as number) +
        (grey.luma[far + beside] as number);
      luma[y * width + x] = (sum + 8) >> 4;
    }
  }
  return frameOfGrey({ width, height, luma });
}

/** For each new pixel the old ones it covers: the first and the last with the share of them inside, all between whole. */
type Spans = {
  readonly length: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstShare: Float64Array;
  readonly lastShare: Float64Array;
};

function spans(oldSize: number, newSize: number): Spans {
  const length = oldSize / newSize;
  const first = new Int32Array(newSize);
  const last = new Int32Array(newSize);
  const firstShare = new Float64Array(newSize);
  const lastShare = new Float64Array(newSize);
  for (let i = 0; i < newSize; i++) {
    const from = i * length;
    const to = Math.min(oldSize, (i + 1) * length);
    first[i] = Math.floor(from);
    last[i] = Math.ceil(to) - 1;
    firstShare[i] = Math.min(to, Math.floor(from) + 1) - from;
    lastShare[i] = to - (last[i] as number);
  }
  return { length, first, last, firstShare, lastShare };
}

/** Adds the rows that new row `y` covers, each by its share, to one row of sums. */
function addSpan(sums: Float64Array, { width, luma }: GreyFrame, rows: Spans, y: number): void {
  const from = rows.first[y] as number;
  const to = rows.last[y] as number;
  for (let source = from; source <= to; source++) {
    const share = source === from ? (rows.firstShare[y] as number) : source === to ? (rows.lastShare[y] as number) : 1;
    const start = source * width;
    for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (luma[start + x] as number) * share;
  }
}

function neighbour(position: number, oldSize: number): number {
  const nearest = position >> 1;
  return position % 2 === 0 ? Math.max(0, nearest - 1) : Math.min(oldSize - 1, nearest + 1);
}
