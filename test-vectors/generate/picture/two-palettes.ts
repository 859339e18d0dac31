// A PNG with two palettes, one the reverse of the other.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { chunk, dataChunk, END_CHUNK, headerChunk, pngOfChunks, scanlinesOf } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

const drawn = symbol(certificate.qrText);
const [dark, light] = [
  [0, 0, 0],
  [255, 255, 255],
];

export const vector: PictureVector["vector"] = {
  title: "Of two palettes none is chosen",
  spec: "9",
  why: "One reader takes the first and another the last: they see two pictures in one file.",
  bugClass: "lenient-structure",
  expect: "PICTURE_DAMAGED",
  picture: "two-palettes.png",
};

export const picture: Uint8Array = pngOfChunks(
  headerChunk(drawn, { depth: 1, colourType: 3 }),
  chunk("PLTE", Uint8Array.of(...dark, ...light)),
  chunk("PLTE", Uint8Array.of(...light, ...dark)),
  dataChunk(scanlinesOf(drawn)),
  END_CHUNK,
);
