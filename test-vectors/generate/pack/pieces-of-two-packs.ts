// Pieces of two packs are told apart.

import { encodePack, encodePackTexts } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { DOCUMENTS, piece } from "../pack-texts.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

const other = encodePackTexts(encodePack([HELD_BUNDLE]), { chunkBytes: 200 });

export const vector: PackFile = packRead(
  {
    title: "Pieces of two packs are told apart",
    why: "Two posters hang side by side.",
    bugClass: "over-strict",
    packTexts: [piece(0), ...other.slice(0, 1), piece(1), ...other.slice(1), piece(2)],
  },
  [HELD_BUNDLE, ...DOCUMENTS],
);
