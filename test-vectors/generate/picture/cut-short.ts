// A PNG without its last third.

import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

const whole = pngFile({ width: 64, height: 64, isDark: (x, y) => ((x * y) & 8) === 0 });

export const vector: PictureVector["vector"] = {
  title: "A picture cut short is damaged",
  spec: "9",
  why: "What a broken download leaves. Half a picture is not looked at: the missing half might be the other code.",
  bugClass: "malformed-input",
  expect: "PICTURE_DAMAGED",
  picture: "cut-short.png",
};

export const picture: Uint8Array = whole.slice(0, Math.floor((whole.length * 2) / 3));
