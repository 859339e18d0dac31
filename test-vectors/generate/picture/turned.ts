// The code after a quarter turn.

import { symbol, turned } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "A code on its side is read",
  spec: "9",
  why: "Nobody holds a phone straight.",
  bugClass: "over-strict",
  expect: "read",
  picture: "turned.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = pngFile(turned(symbol(certificate.qrText)));
