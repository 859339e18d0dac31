// A pack in pieces is put together.

import { DOCUMENTS, THREE } from "../pack-texts.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "A pack in pieces is put together",
    why: "Larger than one code.",
    bugClass: "over-strict",
    packTexts: THREE,
  },
  DOCUMENTS,
);
