// A pack without documents is malformed.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A pack without documents is malformed",
  why: "There is nothing in it.",
  bugClass: "lenient-structure",
  packTexts: [`MT1:${encodeBase45(encodeCbor([]))}`],
});
