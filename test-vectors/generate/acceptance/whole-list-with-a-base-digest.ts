// A whole list must name the digest of the empty one.

import { digest, HELD, payloadWith, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A whole list must name the digest of the empty one",
  why: "One whole list has one form.",
  bugClass: "lenient-structure",
  held: HELD,
  documents: [[whole(1, { payload: payloadWith([5, digest(1)]) }), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
