// A set of pieces with a false one among them does not have the digest of its name.

import { piece } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_DIGEST_MISMATCH", {
  title: "A set of pieces with a false one among them does not have the digest of its name",
  why: "A sticker over one of the codes.",
  bugClass: "missing-check",
  packTexts: [piece(0), piece(1, (chunk) => chunk.map((byte) => byte ^ 1)), piece(2)],
});
