// A PNG whose header names 8,000 × 5,001 pixels, with the data of none.

import type { PictureVector } from "../picture-vector.ts";
import { pngOf } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture of more than 40 megapixels is too large",
  spec: "9",
  why: "Both sides are within their bound, and the area is not: 160 megabytes once it is decoded.",
  bugClass: "unbounded-input",
  expect: "PICTURE_TOO_LARGE",
  picture: "too-many-pixels.png",
};

export const picture: Uint8Array = pngOf({ width: 8_000, height: 5_001 }, new Uint8Array(0));
