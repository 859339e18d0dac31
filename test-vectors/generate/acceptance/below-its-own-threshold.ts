// A bundle that raises the threshold is held against its own too.

import { bundle, HELD } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "A bundle that raises the threshold is held against its own too",
  why: "Else it could never be followed by another.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[bundle(4, { rootThreshold: 3 }), "KEYSET_SIGNATURE_INVALID"]],
  after: HELD,
});
