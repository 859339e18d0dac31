// The seal that stands for Mohor where a small picture is asked for: a ring around the mark that the corners of a QR code have. It
// says nothing of a status: a tick would.

import { encodeOneBitPng, packRow } from "../qr/index.ts";

/** In shares of the side, from the centre: the ring's radii, and half the sides of the frame and the square in it. */
const RING = { inner: 0.37, outer: 0.46 } as const;
const FRAME = { inner: 0.15, outer: 0.21 } as const;
const SQUARE = 0.09;

/** The seal as a square PNG, black on white. */
export function sealIcon(sidePixels: number): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: sidePixels }, (_, row) =>
    packRow(sidePixels, (column) => isInk((column + 0.5) / sidePixels - 0.5, (row + 0.5) / sidePixels - 0.5)),
  );
  return encodeOneBitPng(sidePixels, rows);
}

function isInk(x: number, y: number): boolean {
  const radius = Math.hypot(x, y);
  const square = Math.max(Math.abs(x), Math.abs(y));
  return (
    (radius >= RING.inner && radius <= RING.outer) ||
    (square >= FRAME.inner && square <= FRAME.outer) ||
    square <= SQUARE
  );
}
