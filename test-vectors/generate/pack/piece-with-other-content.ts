// Two pieces with one index and different content contradict each other.

import { piece } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_PIECES_CONTRADICT", {
  title: "Two pieces with one index and different content contradict each other",
  why: "One of them is false; nobody can tell which.",
  bugClass: "missing-check",
  packTexts: [piece(0), piece(0, (chunk) => chunk.map((byte) => byte ^ 1))],
});
