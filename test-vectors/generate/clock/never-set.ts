// The honest chain, at a gate whose clock was never set: the first second of 1970.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "A clock that was never set is implausible",
  spec: "6.5",
  why: "A turnstile without a battery wakes up in 1970; code that takes 0 for no clock given skips the check.",
  bugClass: "clock",
  now: 0,
  certificate: certificate(),
});
