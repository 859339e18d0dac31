// Two packs give the documents of both.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE, whole } from "../acceptance-documents.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "Two packs give the documents of both",
    why: "Two posters.",
    bugClass: "over-strict",
    packTexts: [`MT1:${encodeBase45(encodePack([HELD_BUNDLE]))}`, `MT1:${encodeBase45(encodePack([whole(1)]))}`],
  },
  [HELD_BUNDLE, whole(1)],
);
