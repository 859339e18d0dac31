// The scanlines of a PNG: which pixels each pass of Adam7 holds (PNG Third Edition §8.1), and the reversal of the five row
// filters (§9.2).

import type { PngHeader } from "./png-header.ts";

/** One pass over the picture: its own width and height, bytes of a row without the filter's, and where its pixels go. */
export type PngPass = {
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
};

/** Left, top, step across and step down of each Adam7 pass (§8.1, figure 53); a plain picture is one pass of everything. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const WHOLE = [[0, 0, 1, 1]] as const;

/** The passes in the order of the file. Empty ones are left out, as in the file. */
export function passesOf({ width, height, isInterlaced }: PngHeader, bitsPerPixel: number): readonly PngPass[] {
  return (isInterlaced ? ADAM7 : WHOLE)
    .map(([left, top, stepX, stepY]) => {
      const across = Math.ceil((width - left) / stepX);
      const down = Math.ceil((height - top) / stepY);
      return { width: across, height: down, rowBytes: Math.ceil((across * bitsPerPixel) / 8), left, top, stepX, stepY };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/**
 * Undoes the row filters in place, pass by pass; `pixelBytes` is the distance to the byte on the left that a filter looks at (at
 * least 1). False for a filter that does not exist. Linear in the samples.
 */
export function unfilter(samples: Uint8Array, passes: readonly PngPass[], pixelBytes: number): boolean {
  let at = 0;
  for (const { height, rowBytes } of passes) {
    let above = new Uint8Array(rowBytes);
    for (let y = 0; y < height; y++) {
      const row = samples.subarray(at + 1, at + 1 + rowBytes);
      if (!unfilterRow(samples[at] as number, row, above, pixelBytes)) return false;
      above = row as Uint8Array<ArrayBuffer>;
      at += 1 + rowBytes;
    }
  }
  return true;
}

function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, pixelBytes: number): boolean {
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let i = pixelBytes; i < row.length; i++) row[i] = (row[i] as number) + (row[i - pixelBytes] as number);
      return true;
    case 2:
      for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) + (above[i] as number);
      return true;
    case 3:
      for (let i = 0; i < row.length; i++) {
        const left = i < pixelBytes ? 0 : (row[i - pixelBytes] as number);
        row[i] = (row[i] as number) + ((left + (above[i] as number)) >> 1);
      }
      return true;
    case 4:
      for (let i = 0; i < row.length; i++) {
        const left = i < pixelBytes ? 0 : (row[i - pixelBytes] as number);
        const aboveLeft = i < pixelBytes ? 0 : (above[i - pixelBytes] as number);
        row[i] = (row[i] as number) + paeth(left, above[i] as number, aboveLeft);
      }
      return true;
    default:
      return false;
  }
}

/** The neighbour nearest to left + above − above left (§9.4). */
function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
