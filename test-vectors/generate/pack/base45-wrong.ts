// A pack text with a character outside the alphabet is refused.

import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("BASE45_INVALID", {
  title: "A pack text with a character outside the alphabet is refused",
  why: "Half a scan.",
  bugClass: "lenient-text",
  packTexts: ["MT1:a"],
});
