// The code white on black.

import { inverted, symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "An inverted code is read",
  spec: "9",
  why: "Phones in dark mode show white codes on black; other systems' apps could not read them.",
  bugClass: "over-strict",
  expect: "read",
  picture: "inverted.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = pngFile(inverted(symbol(certificate.qrText)));
