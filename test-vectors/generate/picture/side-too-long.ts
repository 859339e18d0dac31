// A sound PNG of 16,385 × 1 pixels.

import { MAX_PICTURE_SIDE } from "@mohor/schema";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture of 16,385 pixels on one side is too large",
  spec: "9",
  why: "The header says so before anything is decoded.",
  bugClass: "unbounded-input",
  expect: "PICTURE_TOO_LARGE",
  picture: "side-too-long.png",
};

export const picture: Uint8Array = pngFile({ width: MAX_PICTURE_SIDE + 1, height: 1, isDark: () => false });
