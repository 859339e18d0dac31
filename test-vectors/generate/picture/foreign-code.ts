// The code of a page's address, as it hangs in every restaurant.

import { symbol } from "../bitmap.ts";
import type { PictureVector } from "../picture-vector.ts";
import { pngFile } from "../png-file.ts";

const TEXT = "HTTPS://MENU.EXAMPLE/TABLE/7";

export const vector: PictureVector["vector"] = {
  title: "A code that is no certificate is read all the same",
  spec: "9",
  why: "Reading proves nothing and refuses nothing: step 1 says that the text is no certificate.",
  bugClass: "missing-check",
  expect: "read",
  picture: "foreign-code.png",
  texts: [TEXT],
};

export const picture: Uint8Array = pngFile(symbol(TEXT));
