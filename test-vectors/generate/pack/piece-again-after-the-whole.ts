// A pack in pieces of which one is scanned once more when all are there.

import { DOCUMENTS, piece, THREE } from "../pack-texts.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "A piece that comes again after its pack is whole begins nothing",
    why: "The camera still looks at the last code: a reader that has forgotten the set would wait for the others for ever.",
    bugClass: "over-strict",
    packTexts: [...THREE, piece(2)],
  },
  DOCUMENTS,
);
