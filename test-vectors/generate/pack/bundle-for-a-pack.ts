// A bundle alone behind MT1 is malformed.

import { encodeBase45 } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A bundle alone behind MT1 is malformed",
  why: "The text holds a pack, even of one document.",
  bugClass: "lenient-structure",
  packTexts: [`MT1:${encodeBase45(HELD_BUNDLE)}`],
});
