// A pack of 65 documents is malformed.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A pack of 65 documents is malformed",
  why: "One above the bound.",
  bugClass: "boundary",
  packTexts: [`MT1:${encodeBase45(encodeCbor(Array.from({ length: 65 }, (_, i) => Uint8Array.of(i))))}`],
});
