// The code as in a mirror.

import { mirrored, symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "A mirrored code is read",
  spec: "9",
  why: "Front cameras mirror what they show, and some what they store.",
  bugClass: "over-strict",
  expect: "read",
  picture: "mirrored.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = pngFile(mirrored(symbol(certificate.qrText)));
