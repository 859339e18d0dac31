// A text of 1,601 characters is too large.

import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_TOO_LARGE", {
  title: "A text of 1,601 characters is too large",
  why: "One above the bound, whatever it holds.",
  bugClass: "boundary",
  packTexts: [`MT1:${"0".repeat(1_597)}`],
});
