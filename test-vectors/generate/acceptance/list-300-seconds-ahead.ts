// A list signed five minutes ahead of the clock is accepted, and raises the clock floor.

import { HELD, HELD_BUNDLE, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { NOW } from "../timeline.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list signed five minutes ahead of the clock is accepted, and raises the clock floor",
  why: "Clocks of gates lag a little.",
  bugClass: "boundary",
  held: HELD,
  documents: [[whole(1, { issued: NOW + 300 }), "accepted"]],
  after: { trust: HELD_BUNDLE, updates: [whole(1, { issued: NOW + 300 })], clockFloor: NOW + 300 },
});
