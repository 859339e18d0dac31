// A pack of 64 documents is read.

import { encodeBase45, encodeCbor } from "@mohor/schema";
import { type PackFile, packRead } from "../pack-vector.ts";

export const vector: PackFile = packRead(
  {
    title: "A pack of 64 documents is read",
    why: "The bound itself.",
    bugClass: "boundary",
    packTexts: [`MT1:${encodeBase45(encodeCbor(Array.from({ length: 64 }, (_, i) => Uint8Array.of(i))))}`],
  },
  Array.from({ length: 64 }, (_, i) => Uint8Array.of(i)),
);
