// Pieces come in any order, and more than once.

import { DOCUMENTS, piece } from "../pack-texts.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "Pieces come in any order, and more than once",
    why: "A person scans what is on the wall.",
    bugClass: "over-strict",
    packTexts: [piece(2), piece(0), piece(2), piece(1)],
  },
  DOCUMENTS,
);
