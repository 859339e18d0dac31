// New roots that only themselves have signed are untrusted.

import { bundle, HELD, NEW_ROOT, OTHER_ROOTS, ROOT_3 } from "../acceptance-documents.ts";
import { type AcceptanceFile, acceptance } from "../acceptance-vector.ts";

export const vector: AcceptanceFile = acceptance({
  title: "New roots that only themselves have signed are untrusted",
  why: "Anybody could replace the roots.",
  bugClass: "trust-downgrade",
  held: HELD,
  documents: [[bundle(4, OTHER_ROOTS, [ROOT_3, NEW_ROOT]), "KEYSET_ROOT_UNTRUSTED"]],
  after: HELD,
});
