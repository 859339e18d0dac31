// A PNG whose dark pixels are an index past its palette of one colour.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { chunk, dataChunk, END_CHUNK, headerChunk, pngOfChunks, scanlinesOf } from "../png-file.ts";
import { vector as certificate } from "../qr-text/certificate.ts";

// Indices 0 for light and 1 for dark: the scanlines of the inverted symbol.
const drawn = symbol(certificate.qrText);
const indices = scanlinesOf({ ...drawn, isDark: (x, y) => !drawn.isDark(x, y) });

export const vector: PictureVector["vector"] = {
  title: "An index past the palette is black",
  spec: "9",
  why: "The format calls it an error and leaves the colour open; one reader refuses what another shows.",
  bugClass: "over-strict",
  expect: "read",
  picture: "index-past-the-palette.png",
  texts: [certificate.qrText],
};

export const picture: Uint8Array = pngOfChunks(
  headerChunk(drawn, { depth: 1, colourType: 3 }),
  chunk("PLTE", Uint8Array.of(255, 255, 255)),
  dataChunk(indices),
  END_CHUNK,
);
