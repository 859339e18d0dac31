// Two certificates side by side.

import { beside, symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as left } from "../qr-text/certificate.ts";
import { vector as right } from "../status/partially-vaccinated.ts";

export const vector: PictureVector["vector"] = {
  title: "Of two codes both are read, from left to right",
  spec: "9",
  why: "A reader that takes the first it finds lets a foreign code hide a certificate, or one certificate another.",
  bugClass: "missing-check",
  expect: "read",
  picture: "two-codes.png",
  texts: [left.qrText, right.qrText],
};

export const picture: Uint8Array = pngFile(beside(symbol(left.qrText), symbol(right.qrText)));
