// The clock floor does not fall with an older bundle of a higher version.

import { bundle, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { NOW } from "../timeline.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The clock floor does not fall with an older bundle of a higher version",
  why: "What was once seen signed stays seen.",
  bugClass: "clock",
  held: { trust: HELD_BUNDLE, clockFloor: NOW },
  documents: [[bundle(4), "accepted"]],
  after: { trust: bundle(4), clockFloor: NOW },
});
