// The honest chain, at a gate whose clock is a year ahead.

import { certificate } from "../chain.ts";
import { DAY, NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_EXPIRED", "dates", {
  title: "A clock far ahead fails closed",
  spec: "6.9",
  why: "Nothing signed tells that a clock is fast; it can only refuse more.",
  bugClass: "clock",
  now: NOW + 365 * DAY,
  certificate: certificate(),
});
