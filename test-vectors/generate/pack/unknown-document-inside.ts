// What a document is, a pack does not ask.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "What a document is, a pack does not ask",
    why: "A later version may have kinds of documents that this one does not know.",
    bugClass: "over-strict",
    packTexts: [`MT1:${encodeBase45(encodeCbor([Uint8Array.of(1, 2, 3)]))}`],
  },
  [Uint8Array.of(1, 2, 3)],
);
