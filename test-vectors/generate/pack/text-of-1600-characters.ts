// A text of 1,600 characters is looked at.

import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("BASE45_INVALID", {
  title: "A text of 1,600 characters is looked at",
  why: "The bound itself: then its Base45 has one character too many.",
  bugClass: "boundary",
  packTexts: [`MT1:${"0".repeat(1_595)}:`],
});
