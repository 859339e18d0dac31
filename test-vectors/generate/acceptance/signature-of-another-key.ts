// A list that names a key and is signed by another is refused.

import { HELD, whole } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";
import { STRANGER_KEY } from "../test-keys.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A list that names a key and is signed by another is refused",
  why: "The kid only picks candidates.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[whole(1, { signature: STRANGER_KEY.sign }), "STATUSLIST_SIGNATURE_INVALID"]],
  after: HELD,
});
