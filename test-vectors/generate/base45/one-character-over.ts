// The faulty stage: Base45. One more character than whole groups have.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A last single character is refused",
  spec: "6.2",
  why: "It encodes nothing (RFC 9285 §6); a decoder that drops it accepts 45 further texts.",
  bugClass: "lenient-encoding",
  certificate: certificate({ base45: (token) => `${encodeBase45(token)}0` }),
});
