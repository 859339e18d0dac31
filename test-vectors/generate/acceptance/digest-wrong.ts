// An update that does not lead to the list whose digest it names is refused.

import { digest, HELD_WITH_LIST, update } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "An update that does not lead to the list whose digest it names is refused",
  why: "The verifier computes the list and compares; two programs that disagree would find out here.",
  bugClass: "missing-check",
  held: HELD_WITH_LIST,
  documents: [[update(2, 3, { twin: { digest: digest(1) } }), "STATUSLIST_DIGEST_MISMATCH"]],
  after: HELD_WITH_LIST,
});
