// A text with nothing behind the prefix is malformed.

import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A text with nothing behind the prefix is malformed",
  why: "No bytes are no pack.",
  bugClass: "malformed-input",
  packTexts: ["MT1:"],
});
