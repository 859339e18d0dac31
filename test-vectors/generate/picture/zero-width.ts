// A PNG whose header names a width of 0.

import type { PictureVector } from "../picture-vector.ts";
import { pngOf } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture without a width is damaged",
  spec: "9",
  why: "Sizes of zero end in divisions by zero.",
  bugClass: "malformed-input",
  expect: "PICTURE_DAMAGED",
  picture: "zero-width.png",
};

export const picture: Uint8Array = pngOf({ width: 0, height: 8 }, new Uint8Array(8));
