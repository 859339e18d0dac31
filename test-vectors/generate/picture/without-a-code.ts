// A chessboard, which has finder patterns nowhere.

import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture without a code has none",
  spec: "9",
  why: "The person is told to hold the camera closer, not that the certificate is false.",
  bugClass: "missing-check",
  expect: "QR_NOT_FOUND",
  picture: "without-a-code.png",
};

export const picture: Uint8Array = pngFile({ width: 160, height: 160, isDark: (x, y) => ((x ^ y) & 16) === 0 });
