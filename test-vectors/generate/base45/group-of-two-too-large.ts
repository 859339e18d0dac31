// The faulty stage: Base45. The last group of two is written 256 too large, so that its low 8 bits are right.

import { encodeBase45 } from "@mohor/schema";
import { CLAIMS, certificate } from "../chain.ts";
import { groupRaised } from "../raised-group.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("BASE45_INVALID", "base45", {
  title: "A group of two above 255 is refused",
  spec: "6.2",
  why: "A decoder that keeps only 8 bits gets the honest token, and two texts mean one certificate (RFC 9285 §6).",
  bugClass: "lenient-encoding",
  certificate: certificate({
    claims: { ...CLAIMS, identity: { fullName: "Rahul Kumar Dutta" } },
    base45: (token) => groupRaised(encodeBase45(token), { length: 2, by: 256 }),
  }),
});
