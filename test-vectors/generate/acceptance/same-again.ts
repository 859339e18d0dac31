// The bundle that is held already changes nothing.

import { HELD, HELD_BUNDLE } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The bundle that is held already changes nothing",
  why: "A poster is scanned every morning.",
  bugClass: "over-strict",
  held: HELD,
  documents: [[HELD_BUNDLE, "unchanged"]],
  after: HELD,
});
