// A certificate is no status update.

import { HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { certificate } from "../chain.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A certificate is no status update",
  why: "Both are a COSE_Sign1; the protected header tells them apart.",
  bugClass: "key-confusion",
  held: HELD,
  documents: [[certificate().token, "STATUSLIST_MALFORMED"]],
  after: HELD,
});
