// An update to the version that it comes from is malformed.

import { HELD, payloadWith, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update to the version that it comes from is malformed",
  why: "Versions only rise.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [[update(1, 2, { payload: payloadWith([4, 2]) }), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
