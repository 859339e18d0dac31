// An update cut short is malformed.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update cut short is malformed",
  why: "What a broken download leaves.",
  bugClass: "malformed-input",
  held: HELD,
  documents: [[whole(1).subarray(0, -1), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
