// An index that is not below the size is malformed.

import { HELD, payloadWith, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An index that is not below the size is malformed",
  why: "No certificate can have it.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [[whole(1, { payload: payloadWith([10, 1_000]) }), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
