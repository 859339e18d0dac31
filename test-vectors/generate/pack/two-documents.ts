// A pack holds documents of several kinds, in any order.

import { encodeBase45, encodePack } from "@mohor/schema";
import { HELD_BUNDLE, whole } from "../acceptance-documents.ts";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "A pack holds documents of several kinds, in any order",
    why: "A bundle and the list of the day in one scan.",
    bugClass: "over-strict",
    packTexts: [`MT1:${encodeBase45(encodePack([whole(1), HELD_BUNDLE]))}`],
  },
  [whole(1), HELD_BUNDLE],
);
