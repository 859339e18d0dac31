// A PNG with bytes behind its end.

import { concatBytes } from "@mohor/schema";

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "What comes after the last chunk of a picture is not looked at",
  spec: "9",
  why: "Telephones append what they like to their pictures.",
  bugClass: "over-strict",
  expect: "read",
  picture: "more-after-the-end.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = concatBytes(
  pngFile(symbol(certificate.qrText)),
  new TextEncoder().encode("MohorVectors"),
);
