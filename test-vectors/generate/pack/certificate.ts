// A certificate is no pack.

import { type PackFile, packRefused } from "../pack-vector.ts";

export const vector: PackFile = packRefused("PACK_PREFIX_UNKNOWN", {
  title: "A certificate is no pack",
  why: "A person scans the wrong code.",
  bugClass: "missing-check",
  packTexts: ["MQ1:RRQ+D9P60CO0SWM-"],
});
