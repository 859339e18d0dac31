// A PNG of 8 × 8 pixels whose data are 16 bytes of scanlines and four million more.

import type { PictureVector } from "../picture-vector.ts";
import { pngOf } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "Data longer than the picture are not decompressed",
  spec: "9",
  why: "Four kilobytes become four megabytes here, and sixteen megabytes would become sixteen gigabytes.",
  bugClass: "unbounded-input",
  expect: "PICTURE_DAMAGED",
  picture: "decompression-bomb.png",
};

export const picture: Uint8Array = pngOf({ width: 8, height: 8 }, new Uint8Array(4_000_000));
