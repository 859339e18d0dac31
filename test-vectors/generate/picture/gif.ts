// A GIF of one white pixel.

import { fromHex } from "@mohor/schema";
import type { PictureVector } from "../picture-vector.ts";

export const vector: PictureVector["vector"] = {
  title: "A picture of a format that is not read is named so",
  spec: "9",
  why: "Each further decoder is a further way in; the person is told which formats there are.",
  bugClass: "missing-check",
  expect: "PICTURE_FORMAT_UNKNOWN",
  picture: "gif.gif",
};

export const picture: Uint8Array = fromHex("47494638376101000100800000ffffffffffff2c00000000010001000002024401003b");
