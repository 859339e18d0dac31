// A pack of a later format is told apart.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_VERSION_UNSUPPORTED", {
  title: "A pack of a later format is told apart",
  why: "The person learns that the program needs an update.",
  bugClass: "missing-check",
  packTexts: [`MT2:${encodeBase45(encodePack([HELD_BUNDLE]))}`],
});
