// A list of a lower version is refused.

import { HELD_WITH_LIST, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list of a lower version is refused",
  why: "An old list would forget the newest revocations.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[whole(1), "STATUSLIST_ROLLBACK"]],
  after: HELD_WITH_LIST,
});
