// An update whose base is not held is refused.

import { HELD_WITH_LIST, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update whose base is not held is refused",
  why: "What lies between would be missing, and nobody would notice.",
  bugClass: "missing-check",
  held: HELD_WITH_LIST,
  documents: [[update(3, 4), "STATUSLIST_GAP"]],
  after: HELD_WITH_LIST,
});
