// A PNG with one bit of its compressed data flipped: its checksum is wrong.

import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

const whole = pngFile({ width: 64, height: 64, isDark: (x, y) => ((x * y) & 8) === 0 });
const inData = Math.floor(whole.length / 2);

export const vector: PictureVector["vector"] = {
  title: "A picture with a wrong checksum is damaged",
  spec: "9",
  why: "Decompressing what is known to be wrong exercises the decoder for nothing.",
  bugClass: "missing-check",
  expect: "PICTURE_DAMAGED",
  picture: "one-bit-wrong.png",
};

export const picture: Uint8Array = whole.map((byte, at) => (at === inData ? byte ^ 1 : byte));
