// A pack text with a space before it is refused.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("QR_WHITESPACE_AROUND", {
  title: "A pack text with a space before it is refused",
  why: "What a messenger adds.",
  bugClass: "lenient-text",
  packTexts: [` MT1:${encodeBase45(encodePack([HELD_BUNDLE]))}`],
});
