// The faulty stage: Base45. A space after the text, which no honest text ends with.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A space after the text is refused, not trimmed",
  spec: "6.2",
  why: "Space is a character of the alphabet, so that the text's end cannot tell it from one.",
  bugClass: "lenient-text",
  certificate: certificate({ base45: (token) => `${encodeBase45(token)} ` }),
});
