// An update with a byte after it is malformed.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update with a byte after it is malformed",
  why: "Nobody would notice what hides there.",
  bugClass: "malformed-input",
  held: HELD,
  documents: [[Uint8Array.of(...whole(1), 0), "STATUSLIST_MALFORMED"]],
  after: HELD,
});
