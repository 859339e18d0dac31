// A list signed more than five minutes ahead of the clock is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { NOW } from "../timeline.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list signed more than five minutes ahead of the clock is refused",
  why: "An online key must not be able to push the clock floor.",
  bugClass: "clock",
  held: HELD,
  documents: [[whole(1, { issued: NOW + 301 }), "CLOCK_IMPLAUSIBLE"]],
  after: HELD,
});
