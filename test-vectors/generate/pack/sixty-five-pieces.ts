// A piece of a set of 65 is malformed.

import { concatBytes, encodeBase45, sha256 } from "@mohor/schema";
import { PACK } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A piece of a set of 65 is malformed",
  why: "One above the bound.",
  bugClass: "boundary",
  packTexts: [`MP1:${encodeBase45(concatBytes(sha256(PACK).subarray(0, 8), Uint8Array.of(0, 64, 7)))}`],
});
