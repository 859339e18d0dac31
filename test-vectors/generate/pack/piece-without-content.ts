// A piece without content is malformed.

import { concatBytes, encodeBase45, sha256 } from "@mohor/schema";
import { PACK } from "../pack-texts.ts";
import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_MALFORMED", {
  title: "A piece without content is malformed",
  why: "It brings nothing.",
  bugClass: "lenient-structure",
  packTexts: [`MP1:${encodeBase45(concatBytes(sha256(PACK).subarray(0, 8), Uint8Array.of(0, 1)))}`],
});
