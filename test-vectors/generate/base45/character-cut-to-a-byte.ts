// The faulty stage: Base45. U+0130 takes the place of the first "0": its low byte is the code of "0".

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A character is not cut to its low byte",
  spec: "6.2",
  why: "A decoder that reads characters into bytes takes U+0130 for 0.",
  bugClass: "lenient-encoding",
  certificate: certificate({ base45: (token) => encodeBase45(token).replace("0", "\u0130") }),
});
