// A pack in pieces, and then another content of one of them.

import { piece, THREE } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_PIECES_CONTRADICT", {
  title: "A false piece contradicts a pack that is whole already",
  why: "The set stays collected when it is whole, and what contradicts it is told as before.",
  bugClass: "missing-check",
  packTexts: [...THREE, piece(1, (chunk) => chunk.map((byte) => byte ^ 1))],
});
