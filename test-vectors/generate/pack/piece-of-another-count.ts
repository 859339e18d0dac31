// Two pieces of one set that count differently contradict each other.

import { piece } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_PIECES_CONTRADICT", {
  title: "Two pieces of one set that count differently contradict each other",
  why: "The set would never be whole.",
  bugClass: "missing-check",
  packTexts: [piece(0), piece(1, (chunk) => chunk, 3)],
});
