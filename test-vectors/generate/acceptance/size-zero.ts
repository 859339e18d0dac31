// A list of size 0 is malformed.

import { HELD, payloadWith, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list of size 0 is malformed",
  why: "There is nothing to be said of it.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [[whole(1, { payload: payloadWith([10, 0]) }), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
