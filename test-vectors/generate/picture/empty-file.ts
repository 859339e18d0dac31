// A file of no bytes.

import type { PictureVector } from "../picture-vector.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture file without bytes is empty",
  spec: "9",
  why: "What a full disk or a broken download leaves; code that reads a first byte without asking fails here.",
  bugClass: "malformed-input",
  expect: "PICTURE_EMPTY",
  picture: "empty-file.png",
};

export const picture: Uint8Array = new Uint8Array(0);
