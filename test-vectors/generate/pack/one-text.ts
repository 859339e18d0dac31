// A small pack is one text.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE } from "../acceptance-documents.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "A small pack is one text",
    why: "A bundle on a poster.",
    bugClass: "over-strict",
    packTexts: [`MT1:${encodeBase45(encodePack([HELD_BUNDLE]))}`],
  },
  [HELD_BUNDLE],
);
