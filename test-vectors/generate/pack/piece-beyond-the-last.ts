// A piece whose index is above that of the last is malformed.

import { concatBytes, encodeBase45, sha256 } from "@mohor/schema";
import { PACK } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A piece whose index is above that of the last is malformed",
  why: "It has no place.",
  bugClass: "lenient-structure",
  packTexts: [`MP1:${encodeBase45(concatBytes(sha256(PACK).subarray(0, 8), Uint8Array.of(2, 1, 7)))}`],
});
