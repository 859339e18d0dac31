// The whole list of the version that is held changes nothing, unless it was signed later.

import { HELD_WITH_LIST, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "The whole list of the version that is held changes nothing, unless it was signed later",
  why: "The list is the same: only how fresh it is could be new.",
  bugClass: "over-strict",
  held: HELD_WITH_LIST,
  documents: [[whole(2), "unchanged"]],
  after: HELD_WITH_LIST,
});
