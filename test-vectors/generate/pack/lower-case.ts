// A pack text in lower case is refused.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("QR_CASE_CHANGED", {
  title: "A pack text in lower case is refused",
  why: "What a keyboard does.",
  bugClass: "lenient-text",
  packTexts: [`MT1:${encodeBase45(encodePack([HELD_BUNDLE]))}`.toLowerCase()],
});
