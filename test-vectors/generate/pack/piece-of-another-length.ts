// A piece in the middle of another length contradicts the others.

import { piece } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_PIECES_CONTRADICT", {
  title: "A piece in the middle of another length contradicts the others",
  why: "All but the last are equally long.",
  bugClass: "missing-check",
  packTexts: [piece(0), piece(1, (chunk) => chunk.subarray(1))],
});
