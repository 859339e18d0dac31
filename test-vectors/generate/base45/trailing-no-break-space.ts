// The faulty stage: Base45. A no-break space after it.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A no-break space after the text is a wrong character like any other",
  spec: "6.2",
  why: "A trim function that takes it for white space gives another code, or accepts.",
  bugClass: "lenient-text",
  certificate: certificate({ base45: (token) => `${encodeBase45(token)}\u00A0` }),
});
