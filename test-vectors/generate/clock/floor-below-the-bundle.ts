// The honest chain on a gate whose floor was kept in an earlier year: the bundle's own time counts.

import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "A kept floor does not lower the one that the bundle gives",
  spec: "6.5",
  why: "A verifier that takes the kept floor instead of the newest time is set back with an old record.",
  bugClass: "clock",
  clockFloor: 1,
  now: TRUST_ISSUED_AT - 301,
  certificate: certificate(),
});
