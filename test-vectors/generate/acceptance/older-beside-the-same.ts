// A bundle of a lower version beside the one that is held is history.

import { bundle, HELD, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle of a lower version beside the one that is held is history",
  why: "The folder has not changed since.",
  bugClass: "over-strict",
  held: HELD,
  documents: [
    [HELD_BUNDLE, "unchanged"],
    [bundle(2), "unchanged"],
  ],
  after: HELD,
});
