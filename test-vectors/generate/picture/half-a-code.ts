// The upper half of a code: two finder patterns, and no way to correct what is missing.

import { symbol, upperPart } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

const whole = symbol(certificate.qrText);

export const vector: PictureVector["vector"] = {
  title: "Half a code is none",
  spec: "9",
  why: "Error correction at level M restores about 15 per cent; nothing is guessed beyond it.",
  bugClass: "missing-check",
  expect: "QR_NOT_FOUND",
  picture: "half-a-code.png",
};

export const picture: Uint8Array = pngFile(upperPart(whole, whole.height / 2));
