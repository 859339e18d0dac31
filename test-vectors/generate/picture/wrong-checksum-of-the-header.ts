// A PNG whose header has a wrong checksum.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { dataChunk, END_CHUNK, headerChunk, pngOfChunks, scanlinesOf } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

const drawn = symbol(certificate.qrText);
const header = headerChunk(drawn, { depth: 1, colourType: 0 });

export const vector: PictureVector["vector"] = {
  title: "A wrong checksum of the header is damage",
  spec: "9",
  why: "The data may be right and the size wrong: whoever checks the data alone has read another picture.",
  bugClass: "missing-check",
  expect: "PICTURE_DAMAGED",
  picture: "wrong-checksum-of-the-header.png",
};

export const picture: Uint8Array = pngOfChunks(
  header.with(header.length - 1, (header.at(-1) as number) ^ 1),
  dataChunk(scanlinesOf(drawn)),
  END_CHUNK,
);
