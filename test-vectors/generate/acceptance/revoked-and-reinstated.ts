// What was revoked cannot be reinstated.

import { HELD_WITH_LIST, list, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "What was revoked cannot be reinstated",
  why: "Revoked is for ever: a gate that missed an update must never be wrong by it.",
  bugClass: "trust-downgrade",
  held: HELD_WITH_LIST,
  documents: [[update(2, 3, { twin: { reinstated: list(1).revoked } }), "STATUSLIST_DIGEST_MISMATCH"]],
  after: HELD_WITH_LIST,
});
