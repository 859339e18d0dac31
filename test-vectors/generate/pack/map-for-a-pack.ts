// A map is no pack.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A map is no pack",
  why: "A pack is an array.",
  bugClass: "lenient-structure",
  packTexts: [`MT1:${encodeBase45(encodeCbor(new Map([[0, HELD_BUNDLE]])))}`],
});
