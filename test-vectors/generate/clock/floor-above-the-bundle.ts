// The honest chain at a time that the bundle allows, on a gate that has seen a later one.

import { certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CLOCK_IMPLAUSIBLE", "trust", {
  title: "A clock before the newest signed time that was seen is wrong",
  spec: "6.5",
  why: "A bundle is a month old at worst: without a floor of its own a gate could be set back as far.",
  bugClass: "clock",
  clockFloor: NOW + 301,
  certificate: certificate(),
});
