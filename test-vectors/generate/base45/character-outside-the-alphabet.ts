// The faulty stage: Base45. An underscore takes the place of a character.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A character outside the alphabet is refused",
  spec: "6.2",
  why: "A table read without a bound, or one that maps the unknown to zero, accepts it.",
  bugClass: "lenient-encoding",
  certificate: certificate({ base45: (token) => encodeBase45(token).replace("0", "_") }),
});
