// An update whose base has the right version and another digest is refused.

import { digest, HELD_WITH_LIST, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update whose base has the right version and another digest is refused",
  why: "It continues a list that was shown to somebody else.",
  bugClass: "missing-check",
  held: HELD_WITH_LIST,
  documents: [[update(2, 3, { twin: { baseDigest: digest(1) } }), "STATUSLIST_GAP"]],
  after: HELD_WITH_LIST,
});
