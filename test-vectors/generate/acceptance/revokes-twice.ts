// An update that revokes what is revoked already is refused.

import { HELD_WITH_LIST, list, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update that revokes what is revoked already is refused",
  why: "Each listed index must really change: one list has one way to be said.",
  bugClass: "missing-check",
  held: HELD_WITH_LIST,
  documents: [[update(2, 3, { twin: { revoked: list(3).revoked } }), "STATUSLIST_DIGEST_MISMATCH"]],
  after: HELD_WITH_LIST,
});
