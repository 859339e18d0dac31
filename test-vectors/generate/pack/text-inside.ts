// A pack that holds a text is malformed.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A pack that holds a text is malformed",
  why: "Documents are byte strings.",
  bugClass: "lenient-structure",
  packTexts: [`MT1:${encodeBase45(encodeCbor(["bundle"]))}`],
});
