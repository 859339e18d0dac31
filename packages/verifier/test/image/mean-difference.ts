// Test support: how far apart two frames are.

import type { Frame } from "../../src/image/frame.ts";

/** Mean difference of the bytes of two frames of one size, 0 to 255; infinite for frames of two sizes. */
export function meanDifference(a: Frame, b: Frame): number {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? 0)), 0) / a.data.length;
}
