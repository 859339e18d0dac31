// A PNG with a comment whose checksum is wrong.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { chunk, dataChunk, END_CHUNK, headerChunk, pngOfChunks, scanlinesOf } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

const drawn = symbol(certificate.qrText);
const comment = chunk("tEXt", new TextEncoder().encode("Title\0of no interest"));

export const vector: PictureVector["vector"] = {
  title: "A wrong checksum of a chunk that nobody reads is damage",
  spec: "9",
  why: "A damaged file is not judged by what the damage may have spared.",
  bugClass: "missing-check",
  expect: "PICTURE_DAMAGED",
  picture: "wrong-checksum-of-a-comment.png",
};

export const picture: Uint8Array = pngOfChunks(
  headerChunk(drawn, { depth: 1, colourType: 0 }),
  comment.with(comment.length - 1, (comment.at(-1) as number) ^ 1),
  dataChunk(scanlinesOf(drawn)),
  END_CHUNK,
);
