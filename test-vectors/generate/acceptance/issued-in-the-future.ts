// A bundle issued later than now is accepted, and raises the clock floor.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { DAY, NOW } from "../timeline.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle issued later than now is accepted, and raises the clock floor",
  why: "The roots signed it, so the clock is wrong; from then on verdicts say so.",
  bugClass: "clock",
  held: HELD,
  documents: [[bundle(4, { issued: NOW + DAY }), "accepted"]],
  after: { trust: bundle(4, { issued: NOW + DAY }), clockFloor: NOW + DAY },
});
