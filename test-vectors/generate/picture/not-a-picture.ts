// A text in a file with the name of a picture.

import type { PictureVector } from "../picture-vector.ts";

export const vector: PictureVector["vector"] = {
  title: "A file that is no picture is told by its bytes, not by its name",
  spec: "9",
  why: "Names lie: a decoder chosen by the name is given whatever somebody likes.",
  bugClass: "malformed-input",
  expect: "PICTURE_FORMAT_UNKNOWN",
  picture: "not-a-picture.png",
};

export const picture: Uint8Array = new TextEncoder().encode("This is a text.\n");
