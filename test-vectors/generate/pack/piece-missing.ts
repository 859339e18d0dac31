// With a piece missing the pack is incomplete.

import { piece } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_INCOMPLETE", {
  title: "With a piece missing the pack is incomplete",
  why: "Nothing of it is taken in.",
  bugClass: "missing-check",
  packTexts: [piece(0), piece(2)],
});
