// An update under bundle version 0 is malformed.

import { HELD, payloadWith, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update under bundle version 0 is malformed",
  why: "There is no such bundle.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [[whole(1, { payload: payloadWith([11, 0]) }), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
