// The update that is held already changes nothing.

import { HELD_WITH_LIST, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The update that is held already changes nothing",
  why: "A poster is scanned every morning.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[update(1, 2), "unchanged"]],
  after: HELD_WITH_LIST,
});
