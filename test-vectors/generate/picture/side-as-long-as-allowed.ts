// A sound PNG of 16,384 × 1 pixels, all white.

import { MAX_PICTURE_SIDE } from "@mohor/schema";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture of 16,384 pixels on one side is looked at",
  spec: "9",
  why: "The bound itself is allowed: this picture is read, and holds no code.",
  bugClass: "boundary",
  expect: "QR_NOT_FOUND",
  picture: "side-as-long-as-allowed.png",
};

export const picture: Uint8Array = pngFile({ width: MAX_PICTURE_SIDE, height: 1, isDark: () => false });
