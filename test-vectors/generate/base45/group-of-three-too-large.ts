// The faulty stage: Base45. One group of three is written 65,536 too large, so that its low 16 bits are right.

import { encodeBase45 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { groupRaised } from "../raised-group.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A group of three above 65,535 is refused",
  spec: "6.2",
  why: "A decoder that keeps only 16 bits gets the honest token, and two texts mean one certificate (RFC 9285 §6).",
  bugClass: "lenient-encoding",
  certificate: certificate({ base45: (token) => groupRaised(encodeBase45(token), { length: 3, by: 65_536 }) }),
});
