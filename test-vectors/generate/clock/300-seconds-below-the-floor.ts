// The honest chain on a gate whose clock lags as much as it may behind a time that it has seen.

import { certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A clock may lag behind the newest signed time by the tolerance",
  spec: "6.5",
  why: "Clocks of cheap phones drift, and certificates of this minute raise the floor.",
  bugClass: "boundary",
  nearMiss: ["CLOCK_IMPLAUSIBLE"],
  clockFloor: NOW + 300,
  certificate: certificate(),
});
