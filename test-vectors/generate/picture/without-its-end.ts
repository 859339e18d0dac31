// A PNG without the chunk that ends it.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { END_CHUNK, pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

const whole = pngFile(symbol(certificate.qrText));

export const vector: PictureVector["vector"] = {
  title: "A picture whose last chunk is missing is cut short",
  spec: "9",
  why: "Every pixel is there, and the file is not whole: readers that shrug and readers that do not would differ about it.",
  bugClass: "missing-check",
  expect: "PICTURE_DAMAGED",
  picture: "without-its-end.png",
};

export const picture: Uint8Array = whole.slice(0, whole.length - END_CHUNK.length);
