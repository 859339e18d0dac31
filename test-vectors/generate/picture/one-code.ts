// The picture that an issuer hands out, at four pixels a module.

import { drawPng } from "@mohor/issuer/qr";
import type { PictureVector } from "../picture-vector.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

export const vector: PictureVector["vector"] = {
  title: "The code of a certificate is read",
  spec: "9",
  why: "A QR code of version 8 at level M: its text is that of qr-text/certificate.json.",
  bugClass: "over-strict",
  expect: "read",
  picture: "one-code.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = drawPng(certificate.qrText, { modulePixels: 4 });
