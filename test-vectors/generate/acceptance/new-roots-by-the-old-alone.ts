// New roots that have not signed are refused.

import { bundle, HELD, OTHER_ROOTS, ROOT_1, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "New roots that have not signed are refused",
  why: "Nobody would know whether their keys exist; the next bundle could never be signed.",
  bugClass: "missing-check",
  held: HELD,
  documents: [[bundle(4, OTHER_ROOTS, [ROOT_1, ROOT_3]), "KEYSET_SIGNATURE_INVALID"]],
  after: HELD,
});
