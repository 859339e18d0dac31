// One certificate, printed twice on one sheet.

import { beside, symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "Two codes with one text are two",
  spec: "9",
  why: "The texts are counted by their places in the picture; whether they are one certificate is asked later.",
  bugClass: "missing-check",
  expect: "read",
  picture: "same-code-twice.png",
  texts: [certificate.qrText, certificate.qrText],
};

export const picture: Uint8Array = pngFile(beside(symbol(certificate.qrText), symbol(certificate.qrText)));
