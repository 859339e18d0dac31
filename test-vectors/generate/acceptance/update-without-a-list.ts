// An update without a whole list before it is refused.

import { HELD, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update without a whole list before it is refused",
  why: "It says only what has changed.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[update(1, 2), "STATUSLIST_GAP"]],
  after: HELD,
});
